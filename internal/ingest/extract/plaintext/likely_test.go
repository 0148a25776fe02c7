package plaintext

import (
	"strings"
	"testing"
	"unicode"
)

// samples are of languages that the tables have, and of some that they lack.
var samples = map[string]string{
	"English":       "The electron transport chain is a series of protein complexes that transfer electrons from donors to acceptors by redox reactions and couple this transfer with the movement of protons across a membrane. The energy that is released builds a gradient which drives the synthesis of the molecule that cells use as their currency of energy.",
	"Swahili":       "Binadamu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri, hivyo yapasa watendeane kindugu. Kila mtu anastahili kuwa na haki zote na uhuru wote ambao umeelezwa katika taarifa hii bila ubaguzi wa rangi, kabila, jinsi, lugha, dini, siasa, fikara, asili ya taifa, mali, uzazi au kwa hali nyingine yoyote.",
	"Indonesian":    "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan. Setiap orang berhak atas semua hak dan kebebasan yang tercantum di dalam pernyataan ini dengan tidak ada pengecualian apa pun, seperti ras, warna kulit.",
	"Zulu":          "Bonke abantu bazalwa bekhululekile belingana ngesithunzi nangamalungelo. Bahlanganiswe wumcabango nangunembeza futhi kufanele baphathane ngomoya wobunye. Wonke umuntu unegunya lokuthola wonke amalungelo nenkululeko njengoba kushiwo kulesi simemezelo ngaphandle kokukhetha ngokwebala, ngokobulili, ngokolimi, ngokwenkolo.",
	"Yoruba":        "Gbogbo ènìyàn ni a bí ní òmìnira; iyì àti ẹ̀tọ́ kọ̀ọ̀kan sì dọ́gba. Wọ́n ní ẹ̀bùn làákàyè àti ti ẹ̀rí-ọkàn, ó sì yẹ kí wọn ó máa hùwà sí ara wọn gẹ́gẹ́ bí ọmọ ìyá. Ẹnì kọ̀ọ̀kan ló ní àǹfààní sí gbogbo ẹ̀tọ́ àti òmìnira tí a ti gbé kalẹ̀ nínú ìkéde yìí láìfi ti ọ̀rọ̀ ẹ̀yà kankan ṣe; ọ̀rọ̀ bí i ẹ̀yà ènìyàn tàbí àwọ̀, akọ-ń-bábo, èdè, ẹ̀sìn, ètò ìṣèlú.",
	"pinyin":        "Rén rén shēng ér zìyóu, zài zūnyán hé quánlì shàng yīlǜ píngděng. Tāmen fùyǒu lǐxìng hé liángxīn, bìng yīng yǐ xiōngdì guānxì de jīngshén xiāng duìdài. Rén rén yǒu zīgé xiǎngshòu běn xuānyán suǒ zài de yīqiè quánlì hé zìyóu, bùfēn zhǒngzú, fūsè, xìngbié, yǔyán, zōngjiào, zhèngzhì huò qítā jiànjiě, guójí huò shèhuì chūshēn.",
	"ancient Greek": "μῆνιν ἄειδε θεὰ Πηληϊάδεω Ἀχιλῆος οὐλομένην, ἣ μυρί᾽ Ἀχαιοῖς ἄλγε᾽ ἔθηκε, πολλὰς δ᾽ ἰφθίμους ψυχὰς Ἄϊδι προΐαψεν ἡρώων, αὐτοὺς δὲ ἑλώρια τεῦχε κύνεσσιν οἰωνοῖσί τε πᾶσι, Διὸς δ᾽ ἐτελείετο βουλή, ἐξ οὗ δὴ τὰ πρῶτα διαστήτην ἐρίσαντε Ἀτρεΐδης τε ἄναξ ἀνδρῶν καὶ δῖος Ἀχιλλεύς. τίς τάρ σφωε θεῶν ἔριδι ξυνέηκε μάχεσθαι;",
	"Kazakh":        "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді. Адамдарға ақыл-парасат, ар-ождан берілген, сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас жасаулары тиіс. Әрбір адам осы Декларацияда жарияланған барлық құқықтар мен бостандықтарды иеленуге тиіс.",
	"quantities":    "composition of Pyx with Pzy is Lyx and Hyx so that Icy and Hzy, Lzy and xhl, xhh, xll or xtl, Hzx and Lzx, yth, ylk, Qwx, Qvx, Rbk, Rmn, Sjk, djk, cmn, fgx, gvx, pzy, tuv, Wkl, vmn, zjk, Bxy, Cvw, Dxz, Fgh, Gkl, Hmn, Jpq, Kvz, Lxw, Mzy, Npq",
	"bases":         strings.Repeat("ACGTTGCA GGATTACA TTAGGCCA CGATCGAT ", 12),
	"program code":  "static int glob = 0; static pthread_mutex_t mtx = PTHREAD_MUTEX_INITIALIZER; static void *threadFunc(void *arg) { int j; for (j = 0; j < *((int *) arg); j++) { pthread_mutex_lock(&mtx); glob++; pthread_mutex_unlock(&mtx); } return NULL; } int main(int argc, char *argv[]) { int loops, fd, rbytes, wbytes; sigprocmask(SIG_BLOCK); mq_getattr(queue, &attrs); msg_ptr = calloc(1, attrs.mq_msgsize); }",
}

func lettersOf(text string, change func(rune) rune) *Letters {
	l := new(Letters)
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		l.Add([]rune(strings.Map(change, w)))
	}
	return l
}

func TestTextsOfAnyLanguageAreTold(t *testing.T) {
	t.Parallel()
	for name, text := range samples {
		if l := lettersOf(text, func(r rune) rune { return r }); l.Scrambled() {
			t.Errorf("%s is taken for no language", name)
		}
	}
}

func TestLettersThatAreMixedUpAreTold(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(rune) rune{
		"another for each": func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return rune("qhzvkxpwdjyfgbnlrcstumoeia"[r-'a'])
			}
			return r
		},
		"seven on": func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return 'a' + (r-'a'+7)%26
			}
			return r
		},
	} {
		text := strings.Map(func(r rune) rune {
			if r = unicode.ToLower(r); r >= 'a' && r <= 'z' || r == ' ' {
				return r
			}
			return -1
		}, samples["English"])
		var l Letters
		for w := range strings.FieldsSeq(text) {
			l.Add([]rune(strings.Map(change, w)))
		}
		if !l.Scrambled() {
			t.Errorf("%s: taken for a language", name)
		}
	}
}
