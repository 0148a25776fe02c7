package quoted

import (
	"regexp"
	"strings"

	"studyapp/internal/platform/fold"
)

// leaners begin a sentence that says little without the one before it, by
// language: pronouns, and words that draw a conclusion.
var leaners = map[string]string{
	"en": "it they this these that those he she such its their his her therefore thus hence consequently otherwise instead however",
	"de": "er sie es dies diese dieser dieses diesen diesem solche dadurch dabei damit daher deshalb darum somit folglich hierbei hierzu dazu dagegen jedoch hierdurch hiermit hierfur hieraus daraus darauf dafur danach demnach deswegen infolgedessen dementsprechend letztere letzterer letzteres",
	"fr": "il elle ils elles cela ceci ce cet cette ces ainsi donc",
	"es": "esto este esta estos estas eso ese esa esos esas ello ella ellos ellas asi",
	"it": "questo questa questi queste cio esso essa essi esse egli tale tali pertanto quindi cosi percio",
	"pt": "isto isso este esta estes estas esse essa esses essas ele ela eles elas assim portanto",
	"nl": "dit deze die dat hij zij ze daardoor daarom hierdoor dus",
	"ru": "это этот эта эти он она они оно такой такая такое такие поэтому следовательно",
	"uk": "це цей ця ці він вона вони тому",
	"pl": "to ten ta te on ona oni one dlatego zatem",
	"sv": "det den detta denna dessa han hon de därför",
	"da": "det den dette denne disse han hun de derfor",
	"no": "det den dette denne disse han hun de derfor",
	"tr": "bu bunlar böylece",
	"ar": "هذا هذه ذلك تلك وهو وهي لذلك",
	"he": "זה זו זאת אלה הוא היא הם הן לכן",
	"el": "αυτο αυτη αυτος αυτα αυτες αυτοι ετσι",
	"hi": "यह ये इस इन वह इसलिए",
}

// leanStarts are the same where words are not parted by spaces.
var leanStarts = map[string][]string{
	"zh": {"这", "這", "该", "該", "它", "因此", "所以", "于是", "於是", "由此", "故"},
	"ja": {"これ", "この", "それ", "その", "したがって", "よって", "ゆえに"},
	"ko": {"이는", "이것", "이러한", "이를", "따라서", "그래서", "그러므로"},
}

// thisWay leans, folded, on what tells the way.
var thisWay = regexp.MustCompile(`\b(in (this|that) (way|manner|fashion)|(auf|in) diese[rn]? (art|weise)|de cette (facon|maniere)|de (esta|este) (manera|forma|modo)|in (questo|tal) modo|d[ea]st[ae] (forma|maneira|modo)|op deze (manier|wijze)|w ten sposob|pa (detta|dette) (satt|vis)|bu sekilde)\b|таким (образом|способом|путем)|بهذه الطريقة|בדרך זו|这样一来|このようにして|이렇게 하면`)

// stands begin with such a word and stand alone.
var stands = []string{"es gibt ", "es sei ", "es seien ", "es existier", "il existe ", "il y a ", "il faut ", "that is,"}

var leanersIn = func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for lang, list := range leaners {
		all[lang] = map[string]bool{}
		for w := range strings.FieldsSeq(list) {
			all[lang][fold.Plain.Text(w)] = true
		}
	}
	return all
}()

// Leans reports that a sentence of the language says little without the one
// before it: "This allows …". lang may be empty.
func Leans(sentence, lang string) bool {
	for _, starts := range leanStarts {
		for _, s := range starts {
			if strings.HasPrefix(sentence, s) {
				return true
			}
		}
	}
	plain := fold.Plain.Text(sentence)
	for _, s := range stands {
		if strings.HasPrefix(plain, s) {
			return false
		}
	}
	if thisWay.MatchString(beginning(plain)) {
		return true
	}
	end := strings.IndexAny(plain, " ,’'\n\t")
	if end < 0 {
		return false
	}
	word := plain[:end]
	if known := leanersIn[lang]; known != nil {
		return known[word]
	}
	if lang == "" && len([]rune(word)) >= 5 {
		for _, known := range leanersIn {
			if known[word] {
				return true
			}
		}
	}
	return leanersIn["en"][word]
}
