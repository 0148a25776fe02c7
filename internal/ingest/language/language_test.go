package language

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, claimed, want string }{
		{"nothing", "", "de", ""},
		{"numbers alone", "12 345 + 67 = 89", "de", ""},
		{"German that says it is English", "Die Energie ist eine Größe, die in der Physik und in den anderen Wissenschaften eine Rolle spielt. Sie wird nicht verbraucht.", "en-US", "de"},
		{"English", "The energy of a system is the sum of all that it can give to the things around it.", "", "en"},
		{"Chinese that says it is English", "能量是物理学中的一个基本概念。系统的总能量保持不变。", "en-US", "zh"},
		{"Chinese with English terms", "卷积神经网络 (convolutional neural network) 是一种深度学习模型，广泛用于图像识别。", "", "zh"},
		{"Japanese, most of it in Chinese characters", "東京大学大学院情報理工学系研究科の学生募集要項", "", "ja"},
		{"Korean with Chinese characters", "大韓民國의 헌법은 국가의 기본법이다.", "", "ko"},
		{"Ukrainian", "Енергія є однією з основних величин у фізиці, яка не зникає та не виникає, а лише перетворюється.", "ru", "uk"},
		{"Russian", "Энергия это одна из основных величин в физике, которая не исчезает и не возникает.", "", "ru"},
		{"Persian", "انرژی یکی از کمیت های اصلی در فیزیک است که از بین نمی رود و به وجود نمی آید.", "ar", "fa"},
		{"Urdu", "توانائی طبیعیات میں ایک بنیادی مقدار ہے جو نہ پیدا ہوتی ہے اور نہ ختم ہوتی ہے۔", "", "ur"},
		{"Hindi", "ऊर्जा भौतिकी में एक मूल राशि है जो न तो उत्पन्न होती है और न ही नष्ट होती है।", "", "hi"},
		{"Marathi", "ऊर्जा ही भौतिकशास्त्रातील एक मूलभूत राशी आहे आणि ती नष्ट होत नाही व निर्माण होत नाही.", "", "mr"},
		{"Thai", "พลังงานเป็นปริมาณพื้นฐานในวิชาฟิสิกส์", "", "th"},
		{"Yiddish, which shares its letters, if the file says so", "די ענערגיע איז א גרויס", "yi", "yi"},
		{"Hebrew", "האנרגיה היא גודל יסודי בפיזיקה", "en", "he"},
		{"Danish or Norwegian: the file decides", "det er en og de har den", "da-DK", "da"},
		{"a few words that several languages have", "de la", "", ""},
		{"Portuguese that says it is English", "A energia é uma grandeza que não se perde, mas também não se cria, e isso é muito importante para a física.", "en", "pt"},
		{"Turkish", "Enerji fizikte çok önemli bir büyüklük olarak bilinir ve bu büyüklük yok olmaz.", "", "tr"},
		{"English with names of one place again and again", "Professional sports teams in Southern California include teams from the NFL (Los Angeles Rams, San Diego Chargers); NBA (Los Angeles Lakers, Los Angeles Clippers); MLB (Los Angeles Dodgers, Los Angeles Angels of Anaheim, San Diego Padres); NHL (Los Angeles Kings, Anaheim Ducks); and MLS (LA Galaxy).", "", "en"},
		{"code points that are no text", "\x00\ufffd\ufffd", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Of(c.text, c.claimed); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPrimary(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{"de-AT": "de", "en_US": "en", "nb-NO": "no", "zh-Hans-CN": "zh", "": "", "x": "", "German": "", "ger": "de", "C.UTF-8": ""} {
		if got := Primary(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Die Energie ist eine Größe", "en")
	f.Add("能量", "")
	f.Add("\xff\xfe", "zz-")
	f.Fuzz(func(t *testing.T, text, claimed string) {
		if got := Of(text, claimed); got != "" && Primary(got) != got {
			t.Errorf("%q is no language", got)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	text := strings.Repeat("Die Energie ist eine Größe, die in der Physik und in den anderen Wissenschaften eine Rolle spielt. ", 30)
	for b.Loop() {
		Of(text, "")
	}
}
