package learning

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"studyapp/internal/learning/fsrs"
	"studyapp/internal/platform/errs"
	"studyapp/internal/platform/fold"
	"studyapp/internal/platform/id"
	"studyapp/internal/platform/outbox"
	"studyapp/internal/platform/postgres"
)

// A card that is not deleted stands in the queue, or is a draft, suspended or
// marked wrong.
const selectCourses = `
select c.id, c.title, c.is_default, c.exam_at, c.minutes_per_day, c.target_retention, c.created_at,
       coalesce(k.n, 0)
from courses c
left join (select course_id, count(*) as n from (
               select course_id from queue where owner_id = @owner
               union all
               select n.course_id from cards k join notes n on n.id = k.note_id
               where k.owner_id = @owner and k.deleted_at is null and (k.status <> 'active' or k.wrong_at is not null)
           ) every group by course_id) k on k.course_id = c.id
where c.owner_id = @owner and (@course::uuid is null or c.id = @course)
order by c.is_default desc, c.created_at, c.id`

// Courses returns the owner's courses with their counts, the default one first.
func (s *Service) Courses(ctx context.Context, owner id.User) ([]Course, error) {
	courses, _, err := s.CoursesDue(ctx, owner)
	return courses, err
}

// CoursesDue is Courses, and what waits in all of them together.
func (s *Service) CoursesDue(ctx context.Context, owner id.User) ([]Course, DueCounts, error) {
	counts, err := s.DueCount(ctx, owner, s.now())
	if err != nil {
		return nil, DueCounts{}, err
	}
	courses, err := s.courses(ctx, owner, id.Course{}, counts)
	return courses, counts, err
}

// Course returns one course with its counts.
func (s *Service) Course(ctx context.Context, owner id.User, course id.Course) (Course, error) {
	counts, err := s.DueCount(ctx, owner, s.now())
	if err != nil {
		return Course{}, err
	}
	found, err := s.courses(ctx, owner, course, counts)
	if err != nil {
		return Course{}, err
	}
	if course.IsZero() || len(found) != 1 {
		return Course{}, errs.New(errs.NotFound, "There is no such course.")
	}
	return found[0], nil
}

// courses lists one or, for zero, all courses.
func (s *Service) courses(ctx context.Context, owner id.User, course id.Course, counts DueCounts) ([]Course, error) {
	rows, err := s.pool.Query(ctx, selectCourses, pgx.NamedArgs{"owner": owner, "course": course})
	if err != nil {
		return nil, fmt.Errorf("listing courses: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Course, err error) {
		var retention float32
		err = row.Scan(&c.ID, &c.Title, &c.IsDefault, &c.ExamAt, &c.MinutesPerDay, &retention, &c.CreatedAt, &c.Cards)
		c.TargetRetention = fromReal(retention)
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("listing courses: %w", err)
	}
	documents, err := s.documents.CountByCourse(ctx, s.pool, owner)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Due, out[i].Documents = counts.Course[out[i].ID], documents[out[i].ID]
	}
	return out, nil
}

// CreateCourse adds a course. It returns errs.Invalid with the field when the
// title is empty or a number lies outside its range.
func (s *Service) CreateCourse(ctx context.Context, owner id.User, n NewCourse) (Course, error) {
	if n.TargetRetention == 0 {
		n.TargetRetention = fsrs.DefaultRetention
	}
	if err := checkCourse(&n.Title, n.MinutesPerDay, &n.TargetRetention); err != nil {
		return Course{}, err
	}
	course := id.New[id.Course]()
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error { return s.addCourse(ctx, tx, owner, course, n) })
	if err != nil {
		return Course{}, fmt.Errorf("creating a course: %w", err)
	}
	return s.Course(ctx, owner, course)
}

const insertCourse = `
insert into courses (id, owner_id, title, exam_at, minutes_per_day, target_retention, created_at, updated_at)
values (@id, @owner, @title, @exam, @minutes, @retention, @now, @now)`

func (s *Service) addCourse(ctx context.Context, tx pgx.Tx, owner id.User, course id.Course, n NewCourse) error {
	_, err := tx.Exec(ctx, insertCourse, pgx.NamedArgs{"id": course, "owner": owner, "title": fold.Name(n.Title),
		"exam": n.ExamAt, "minutes": n.MinutesPerDay, "retention": n.TargetRetention, "now": s.now()})
	if err != nil {
		return err
	}
	return outbox.Write(ctx, tx, courseEvent(owner, course))
}

// UpdateCourse changes a course. A new target retention moves the due dates of
// its cards, which are computed again from the log.
func (s *Service) UpdateCourse(ctx context.Context, owner id.User, course id.Course, p CoursePatch) (Course, error) {
	if err := checkCourse(p.Title, p.MinutesPerDay, p.TargetRetention); err != nil {
		return Course{}, err
	}
	if p.Title != nil {
		title := fold.Name(*p.Title)
		p.Title = &title
	}
	err := postgres.InTx(ctx, s.pool, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			update courses set
				title = coalesce(@title, title),
				exam_at = case when @clear_exam then null else coalesce(@exam, exam_at) end,
				minutes_per_day = case when @clear_minutes then null else coalesce(@minutes::int, minutes_per_day) end,
				target_retention = coalesce(@retention::real, target_retention),
				updated_at = now()
			where id = @id and owner_id = @owner`,
			pgx.NamedArgs{"id": course, "owner": owner, "title": p.Title, "exam": p.ExamAt, "clear_exam": p.ClearExam,
				"minutes": p.MinutesPerDay, "clear_minutes": p.ClearMinutes, "retention": p.TargetRetention})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return errs.New(errs.NotFound, "There is no such course.")
		}
		if p.TargetRetention != nil {
			if err := s.rebuildCourse(ctx, tx, owner, course); err != nil {
				return err
			}
		}
		return outbox.Write(ctx, tx, courseEvent(owner, course))
	})
	if err != nil {
		return Course{}, fmt.Errorf("changing a course: %w", err)
	}
	return s.Course(ctx, owner, course)
}

// ownCourse checks that the course is the owner's; zero gives the default one.
func ownCourse(ctx context.Context, db postgres.DB, owner id.User, course id.Course) (id.Course, error) {
	var found id.Course
	err := db.QueryRow(ctx, `
		select id from courses where owner_id = @owner and case when @course::uuid is null then is_default else id = @course end`,
		pgx.NamedArgs{"owner": owner, "course": course}).Scan(&found)
	return found, notFound(err, "course")
}

func checkCourse(title *string, minutes *int, retention *float64) error {
	if title != nil {
		switch {
		case strings.TrimSpace(*title) == "":
			return errs.New(errs.Invalid, "A course needs a title.").At("title")
		case utf8.RuneCountInString(*title) > 200:
			return errs.New(errs.Invalid, "A course title may have at most 200 characters.").At("title")
		}
		if err := checkText("title", *title); err != nil {
			return err
		}
	}
	if minutes != nil && (*minutes < 1 || *minutes > 1440) {
		return errs.New(errs.Invalid, "Minutes a day must lie between 1 and 1440.").At("minutes_per_day")
	}
	if retention != nil && !(*retention >= 0.7 && *retention <= 0.99) {
		return errs.New(errs.Invalid, "The target must lie between 0.7 and 0.99.").At("target_retention")
	}
	return nil
}

// checkText refuses what PostgreSQL cannot store.
func checkText(field, text string) error {
	if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
		return errs.New(errs.Invalid, "The text holds a character that cannot be kept. Take out what is invisible in it.").At(field)
	}
	return nil
}

func courseEvent(owner id.User, course id.Course) outbox.Event {
	return outbox.Event{Owner: owner, Topic: outbox.TopicCourse, Subject: course.String()}
}

// fromReal widens a PostgreSQL real without the digits that float32 invents:
// 0.9 stays 0.9. Values have at most four decimals.
func fromReal(v float32) float64 {
	return float64(int64(float64(v)*10000+0.5)) / 10000
}
