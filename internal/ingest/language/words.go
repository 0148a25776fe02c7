package language

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// byWords tells a language by the common words in the text. A word counts the
// less the more languages have it.
func byWords(text string, list []string, claimed string) string {
	// What a word adds to share falls with each time that it comes: a name may
	// come again and again, as Los Angeles in English.
	weight, share, times := map[string]float64{}, map[string]float64{}, map[string]float64{}
	n := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		n++
		list := commonIn[w]
		if len(list) == 0 {
			continue
		}
		times[w]++
		one := 1 / math.Sqrt(float64(len(list)))
		for _, code := range list {
			weight[code] += one
			share[code] += one * (math.Sqrt(times[w]) - math.Sqrt(times[w]-1))
		}
	}
	best, next := "", ""
	for _, code := range list {
		switch w := share[code]; {
		case w == 0:
		case best == "" || w > share[best]:
			best, next = code, best
		case next == "" || w > share[next]:
			next = code
		}
	}
	if best == "" || weight[best] < telling || weight[best] < perWord*float64(n) {
		return ""
	}
	if claimed != best && share[claimed] >= near*share[best] && slices.Contains(list, claimed) {
		return claimed
	}
	if next != "" && share[best] < clear*share[next] && weight[best] < clear*weight[next] && best != claimed {
		return ""
	}
	return best
}

// common are the commonest words of languages that share their script with
// others.
var common = map[string]map[string]string{
	"Latin": {
		"en":  "the of and to in is that it for was with as on be by this are from at not have which or an but they were been has their you can will its one all we when there would if so what these",
		"de":  "der die und das ist nicht ein eine zu mit von auf für im den dem des sich als auch es an werden wird aus bei sind dass oder einer nach wie einen um kann nur noch über sie wenn durch wir hat so ich bis man",
		"fr":  "le la les de des et en un une du est que dans qui par pour pas sur au ce il plus ne se sont avec aux cette ou ses être ont été leur comme mais nous elle son sa ces",
		"es":  "el la los las de del que y en un una es por con para se su no al lo como más o este esta son fue ha pero sus entre cuando muy sin sobre también hay",
		"it":  "il lo la gli le di del della dei che e è un una per in con non si da al alla nel sono come più anche dal delle ma ha questo questa essere dalla nella su o tra suo sua",
		"pt":  "o a os as de do da dos das e é que em um uma para com não por se na no ao mais como foi ou são seu sua pelo pela mas também entre quando muito à isso ele",
		"gl":  "o a os as de do da dos das e que en un unha para con non por se na no ao máis como foi ou son seu súa polo pola pero tamén entre cando moi isto el",
		"ca":  "el la els les de del dels que i en un una és per amb no es al com més o aquest aquesta són va ser ha però seus entre quan molt sense sobre també hi als seva",
		"nl":  "de het een en van in is dat niet te met op voor zijn aan er die als ook door bij uit naar om worden wordt maar kan of tot nog deze dan hij ze zich heeft werd over wij",
		"af":  "die het 'n en van in is dat nie te met op vir sy aan daar as ook deur by uit na om word maar kan of tot nog hierdie dan hy hulle sal was wat ek ons",
		"sv":  "och att det i en är som på för av med den till inte har om ett de var vid från kan men så sig eller när också där han ska under efter finns mellan vara",
		"da":  "og at det i en er som på for af med den til ikke har om et de var ved fra kan men så sig eller når også der han skal under efter mellem være blev hvor",
		"no":  "og å at det i en er som på for av med den til ikke har om et de var ved fra kan men så seg eller når også der han skal under etter mellom være ble hvor",
		"is":  "og að það í er sem á fyrir af með til ekki hefur um var við frá en þar hann eru þess þeir hún því eftir úr þegar eða sé",
		"fi":  "ja on ei että se oli ovat kun mutta myös tai joka hän ole kuin niin sen mukaan jos voi sekä ovat ovat joita ollut olla tämä niiden jossa kanssa ennen",
		"et":  "ja on ei et see oli kui ka või mis ta ning aga ole seda nii selle kes võib olla oma on siis välja tema mida üks kus pärast",
		"hu":  "a az és hogy nem is egy van volt ez meg csak mint de vagy ki el azt már szerint ha még azonban több után amely lehet közötti mely ezt között",
		"pl":  "i w na z się nie do jest to że o jak po przez od dla są ale oraz tym za jego ma lub tylko który które może być przy co było jej także ze czy",
		"cs":  "a v se na je že s z do i o to jako ve pro by jsou k nebo které který po od za ale být při jeho jen až podle tak může také není ze u bylo",
		"sk":  "a v sa na je že s z do aj o to ako vo pre by sú k alebo ktoré ktorý po od za ale byť pri jeho len až podľa tak môže tiež nie zo u bolo",
		"sl":  "in v se na je da s z do tudi o to kot za so k ali ki po od pa biti pri njegov le ne lahko iz ni bil so bi med ter še",
		"hr":  "i u se na je da s iz do također o to kao za su k ili koji koja po od a biti pri njegov samo ne može nije bio bi među te još što od ali",
		"ro":  "de și în a la cu pe nu că este o un din care pentru se mai au prin sau sunt fost ca al ale lui dar cum când după între această acest ai fi ar",
		"lt":  "ir yra kad iš su į tai ne buvo kaip arba taip pat už bei bet jo jų apie jis nuo dėl gali prie tik kuris po jos būti dar per",
		"lv":  "un ir ka no ar uz tas ne bija kā vai arī par bet viņa tika pēc lai tā var šis tikai kas tie pie ko līdz būt vēl",
		"tr":  "ve bir bu da de için ile olarak olan en daha çok gibi kadar ne var değil ya veya sonra o olduğu ancak her ise tarafından göre ki mi olan diye",
		"az":  "və bir bu da də üçün ilə olaraq olan ən daha çox kimi qədər nə var deyil ya sonra o olduğu ancaq hər isə tərəfindən görə ki",
		"uz":  "va bir bu ham uchun bilan bo'lgan esa eng juda kabi emas yoki keyin u deb har tomonidan ko'ra edi bo'lib lekin",
		"id":  "yang dan di dengan untuk dari ini itu dalam tidak pada adalah ke sebagai oleh akan atau juga dapat ada mereka bisa karena telah lebih antara tersebut secara bahwa",
		"ms":  "yang dan di dengan untuk dari ini itu dalam tidak pada ialah adalah ke sebagai oleh akan atau juga boleh ada mereka kerana telah lebih antara tersebut secara bahawa",
		"tl":  "ang ng sa na mga at ay hindi si para ni kung ito siya may ako niya kanyang isang nang mula bilang o pa din ko",
		"vi":  "và của là các có trong cho một được không những người với để từ này khi đã về đến cũng như ra ở nhiều vào phải năm theo sự tại thì hay",
		"sw":  "ya na wa kwa ni katika za la cha kuwa hiyo kama au huo yake hii watu lakini pia sana baada wakati mwa huu hayo",
		"eo":  "la de kaj en estas al kiu ne por pri el kun kiel sed aŭ ankaŭ estis per oni ĝi li iu tiu ĉi sur tio pli",
		"eu":  "eta da ez du dira zen bat ere baina hau edo egin izan zuen den baino dute beste ziren ditu horren bere",
		"sq":  "dhe të në e i një për me që nga është si nuk ka më po u janë kjo ky ishte ose por duke edhe",
		"ga":  "an na agus ar is go i a le ní bhí sé do tá de nach mar ag bhfuil sa faoi ach leis seo",
		"cy":  "y yr a ac i o yn ar mae ei am gan oedd fel bod wedi ond hefyd gyda nid i'r eu hwn neu",
		"mt":  "il l- li ta' u fil- ma' għal minn dan din huwa kien ta' ma hija bħala jew ukoll għall- iktar",
		"la":  "et in est non ut cum ad quod qui sed ex per quae esse de ab aut sunt si enim quam etiam nec atque hoc",
		"yo":  "ní àti ti ó ń jẹ́ tí sí fún pẹ̀lú náà àwọn kò wọn láti bí yìí ṣe kan pé wà lọ ọmọ",
		"ha":  "da a na ta ya ba ne ce wannan don suka sun yana kuma amma wani shi aka daga cikin",
		"so":  "oo iyo waa ku ka in la u ay ah ee uu si waxaa aan wax leh soo laga",
		"zu":  "ukuthi futhi uma kanye noma kodwa yini ngoba lapho umuntu ngesikhathi kusho ukuba yena",
		"mg":  "ny sy dia ho amin an izay tsy fa no na avy misy ireo koa hoe manao",
		"jv":  "sing lan ing iku karo kanggo saka ora kang uga ana minangka utawa ning dadi wong",
		"nds": "un de dat is nich en den mit to vör op för sik as ok an wesen ut bi sünd oder na hett keen ward",
	},
	"Cyrillic": {
		"ru": "и в не на что с по как это для от из к но он она они его за так же или бы был при если все может то только также быть у были является до о об",
		"uk": "і в не на що з до як це для від та але він вона вони його за так або був при якщо всі може то тільки також бути у були є про ще їх яка який",
		"be": "і ў не на што з да як гэта для ад але ён яна яны яго за так або быў пры калі ўсе можа то толькі таксама быць у былі ёсць аб яшчэ іх",
		"bg": "и в не на че с до как това за от но той тя те неговото са се или беше при ако всички може то само също да бъде е като по към има който които",
		"mk": "и во не на дека со до како ова за од но тој таа тие неговото се или беше при ако сите може само исто да биде е по кон има кој кои што",
		"sr": "и у не на да са до како ово за од али он она они његов су се или био при ако сви може само такође бити је по има који које што из",
		"kk": "және бір бұл да де үшін мен болып ең көп сияқты дейін емес немесе кейін ол деп әр арқылы бойынша бар еді болды туралы",
		"ky": "жана бир бул да үчүн менен болуп эң көп сыяктуу чейин эмес же кийин ал деп ар аркылуу боюнча бар эле болду",
		"mn": "ба нь энэ бол юм байна гэж дээр мөн тэр хүн болон түүний байсан их нэг учир эсвэл хийх",
		"tg": "ва дар аз ки ба ин барои бо аст он як буд ҳам ё то вай кард мешавад ҳар",
		"tt": "һәм бу белән өчен бер дә булган ул иң күп кебек түгел яки соң дип",
	},
	"Arabic": {
		"ar":  "في من على إلى أن التي الذي هذا هذه كان عن مع لا ما أو بين كما هو هي بعد كل قد لم كانت حيث إن و ذلك عند",
		"fa":  "و در به از که این را با است برای آن یک خود تا می بر شده هم یا نیز شد بود های کرد باید اما او کند ها شود",
		"ur":  "کے کی میں ہے کا اور سے کو پر نے ہیں یہ کہ اس بھی تھا ایک نہیں جو تو کر تھے ان ہو گیا لیے تھی کیا جاتا",
		"ps":  "د په او چې کې له دی ته یې هم دا سره دې نه یو شوي کړي څخه لپاره ده",
		"ckb": "لە و بۆ بە کە ئەم بوو لەگەڵ ئەو یان نە دە دەکات هەر وەک یەک",
		"ug":  "ۋە بىر بۇ بىلەن ئۈچۈن بولغان دەپ ئۇ ھەم ئەڭ كۆپ",
		"sd":  "جي ۾ جو آهي ۽ کي سان تي هن کان جا هو آهن اهو نه",
	},
	"Devanagari": {
		"hi": "के है में की का और से को पर ने हैं यह कि इस भी था एक नहीं जो तो कर थे हो गया लिए थी जाता",
		"mr": "आहे आणि या च्या ते मध्ये हे होते एक व त्या नाही ही केले करून असे झाली होता तर आहेत",
		"ne": "छ र को मा यो पनि हो एक लाई गर्न भने गरेको तथा हुन्छ थियो छन् भएको गर्ने बाट",
		"sa": "च न अस्ति इति एव तु सः हि वा अपि यत् तत् भवति",
	},
}

// sharing are the languages of a script that several have.
var sharing = func() map[string][]string {
	m := map[string][]string{}
	for script, languages := range common {
		for code := range languages {
			m[script] = append(m[script], code)
		}
		slices.Sort(m[script])
	}
	return m
}()

// commonIn says which languages a word is common in.
var commonIn = func() map[string][]string {
	m := map[string][]string{}
	for _, languages := range common {
		for code, words := range languages {
			for w := range strings.FieldsSeq(words) {
				if !slices.Contains(m[w], code) {
					m[w] = append(m[w], code)
				}
			}
		}
	}
	return m
}()
