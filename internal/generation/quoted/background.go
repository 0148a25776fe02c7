package quoted

import "math"

// Bank is a set of sentences about everything, in several languages. The
// model's cosines lie close together (.75 to .9 whatever the texts), and how
// close depends on the question; measured against these, the cosine of a real
// answer stands out.
var Bank = []string{
	"The river floods the valley every spring when the snow in the mountains melts.",
	"The committee will meet again on Thursday to discuss the budget for next year.",
	"Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.",
	"The function returns an error when the file cannot be opened.",
	"She had never seen the sea before that summer, and it frightened her a little.",
	"The treaty was signed in 1648 and ended thirty years of war in central Europe.",
	"Add the flour slowly, stir well, and bake for forty minutes at 180 degrees.",
	"Revenue rose by four percent, mainly because of higher prices.",
	"The striker scored twice in the second half and the team won three to one.",
	"Every continuous function on a closed interval attains its maximum.",
	"Patients who received the drug reported fewer side effects than the others.",
	"The painting shows a woman reading a letter beside an open window.",
	"Trade unions demanded shorter hours and better wages for factory workers.",
	"The engine is cooled by water that is pumped through channels in the block.",
	"In classical music a sonata usually has three or four movements.",
	"The population of the city doubled between 1900 and 1950.",
	"A court may set aside a contract that was signed under threat.",
	"Whales are mammals that breathe air and feed their young with milk.",
	"The satellite orbits the earth once every ninety minutes.",
	"Customers can return goods within fourteen days without giving reasons.",
	"Das Gericht wies die Klage ab, weil die Frist versäumt worden war.",
	"Der Zug fährt um acht Uhr ab und kommt am frühen Nachmittag in Wien an.",
	"La ville fut fondée par les Romains au premier siècle avant notre ère.",
	"El volcán entró en erupción y cubrió de ceniza los pueblos cercanos.",
	"Поезд прибыл на станцию поздно вечером, когда уже стемнело.",
	"地震のあと、多くの人が学校の体育館で夜を過ごした。",
	"Thank you for listening, and see you next week in the same room.",
	"The king had no heir, so the crown passed to his nephew.",
	"Iron rusts when it is exposed to water and oxygen for a long time.",
	"The password must have at least twelve characters and one digit.",
}

// BackgroundOf returns the background of a question from its cosines with the
// bank.
func BackgroundOf(cosines []float64) Background {
	if len(cosines) < 2 {
		return Background{}
	}
	var sum, squares float64
	for _, c := range cosines {
		sum += c
	}
	mean := sum / float64(len(cosines))
	for _, c := range cosines {
		squares += (c - mean) * (c - mean)
	}
	return Background{Mean: mean, Deviation: math.Sqrt(squares / float64(len(cosines)-1))}
}
