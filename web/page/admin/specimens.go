package admin

import (
	"time"

	"github.com/a-h/templ"

	"studyapp/internal/platform/auth"
	"studyapp/internal/platform/jobs"
	"studyapp/internal/search/embed/fetch"
	"studyapp/web/page/gallery"
	"studyapp/web/page/models"
	"studyapp/web/words"
)

// Specimens are the states of the admin page.
func Specimens() []gallery.Specimen {
	page := func(name, title string, change func(*adminView)) gallery.Specimen {
		v := adminView{
			Line: versionLine("1.4.0", "go1.25", 12*24*time.Hour), Updated: clock(gallery.Time, time.UTC),
			Checks: []models.Check{models.Well("database", words.Connections(2*time.Millisecond, 11, 40)), models.Well("redis", words.AnswersIn(0)), models.Fine("search model"),
				models.Well("search index", words.IndexState(48_210, 0)), models.Well("disk", words.Room(96_000_000_000, 246_000_000_000))},
			Queues: []jobs.QueueCount{{Queue: "extract", Waiting: 4, Running: 2, Done: 61}, {Queue: "embed", Waiting: 212, Running: 1, Done: 3480}, {Queue: "publish", Done: 58}, {Queue: "generate", Waiting: 1, Running: 1, Done: 17}},
			Models: []modelRow{{Name: modelName("Ollama", "llama3.1:8b"), State: words.CheckFine, OK: true}, {Name: builtInModel, State: words.CheckFine, OK: true}},
			Users: []userRow{
				{ID: "u1", Email: "lena@example.org", Note: roleAdmin, Keeps: keepsHere(84, 2_100_000_000), Admin: true, Self: true},
				{ID: "u2", Email: "amir@example.org", Keeps: keepsHere(31, 600_000_000)},
				{ID: "u3", Email: "jo@example.org", Note: roleInvited, Keeps: keepsHere(0, 0)},
				{ID: "u4", Email: "kim@example.org", Note: roleSuspended, Keeps: keepsHere(7, 90_000_000), Suspended: true},
			},
		}
		change(&v)
		v.Title = adminTitle(len(v.Alerts))
		return gallery.Specimen{Name: name, Title: title, Page: func(a auth.Account) templ.Component {
			return stillAdminPage(gallery.Frame(a, words.NavAdmin, "admin"), v)
		}}
	}
	return []gallery.Specimen{
		page("admin-well", "All is well", func(*adminView) {}),
		page("admin-new", "Nothing has happened yet", func(v *adminView) { v.Queues, v.Users = nil, v.Users[:1] }),
		page("admin-needs-you", "Dead letters and a paused model", func(v *adminView) {
			v.Queues[0].Dead = 3
			v.Models = append([]modelRow{{Name: "Anthropic", State: paused(24 * time.Second)}}, v.Models...)
			v.Dead = []deadRow{
				{ID: "1", Kind: "extract", Title: gallery.LongName, Error: "page 17 took longer than 30 s", When: "lena@example.org, " + clock(gallery.Time, time.UTC)},
				{ID: "2", Kind: "extract", Title: gallery.ArabicTitle, Error: "the file ends in the middle of page 9", When: "amir@example.org, yesterday"},
				{ID: "3", Kind: "embed", Title: "", Error: "the model does not answer", When: "yesterday"},
			}
			v.Alerts = []alertRow{
				{Icon: "triangle-alert", Tone: "text-error", What: deadJobs(3, false), Rest: deadJobsLast("today"), Link: words.LookAtThem, URL: "#dead"},
				{Icon: "hourglass", Tone: "text-warning", What: modelPaused("Anthropic"), Rest: modelPausedHow(24 * time.Second), Do: tryModelNow, Post: "/admin/models/Anthropic/try"},
			}
		}),
		page("admin-fetching", "The search model is being fetched", func(v *adminView) {
			v.Checks[2] = models.CheckOf(fetch.State{Phase: fetch.Fetching, Arrived: 58_000_000, Total: 118_945_903})
		}),
		page("admin-nodes", "Several nodes, one of them silent", func(v *adminView) {
			v.Nodes = []nodeRow{{"east-1", clock(gallery.Time, time.UTC), 3, true}, {"east-2", clock(gallery.Time, time.UTC), 0, true}, {"west-1", "today at 09:12", 0, false}}
			v.Queues[0].Dead = 1
			v.Dead = []deadRow{{ID: "1", Kind: "extract", Title: gallery.LongName, Error: "page 17 took longer than 30 s", When: "lena@example.org, today at 09:11", Node: "west-1"}}
			v.Alerts = []alertRow{
				{Icon: "triangle-alert", Tone: "text-warning", What: nodeSilent("west-1"), Rest: nodeSilentHow("today at 09:12")},
				{Icon: "triangle-alert", Tone: "text-error", What: deadJobs(1, false), Rest: deadJobsLast("today"), Link: words.LookAtThem, URL: "#dead"},
			}
		}),
		page("admin-down", "Redis is away", func(v *adminView) {
			v.Checks[1] = models.Check{Icon: "triangle-alert", Tone: "text-warning", Name: words.CheckName("redis"), Detail: "dial unix: connection refused"}
			v.Alerts = []alertRow{{Icon: "triangle-alert", Tone: "text-warning", What: checkDown("redis"), Rest: " " + checkMeans("redis")}}
		}),
	}
}
