package api

import (
	"context"
	"net/http"
	"time"

	"studyapp/internal/learning"
	"studyapp/internal/platform/id"
)

// Course is the wire's form of learning.Course.
type Course struct {
	ID              id.Course  `json:"id"`
	Title           string     `json:"title"`
	IsDefault       bool       `json:"is_default" doc:"Takes in what names no course; cannot be deleted."`
	ExamAt          *time.Time `json:"exam_at"`
	MinutesPerDay   *int       `json:"minutes_per_day"`
	TargetRetention float64    `json:"target_retention"`
	Documents       int        `json:"documents"`
	Cards           int        `json:"cards"`
	Due             int        `json:"due" doc:"Cards that wait now, within the day's limits."`
	CreatedAt       time.Time  `json:"created_at"`
}

func viewCourse(c learning.Course) Course {
	return Course{c.ID, c.Title, c.IsDefault, c.ExamAt, c.MinutesPerDay, c.TargetRetention, c.Documents, c.Cards, c.Due, c.CreatedAt}
}

// CoursePath names a course.
type CoursePath struct {
	ID string `path:"id"`
}

type newCourse struct {
	Body struct {
		Title           string     `json:"title" example:"Biology"`
		ExamAt          *time.Time `json:"exam_at,omitempty"`
		MinutesPerDay   *int       `json:"minutes_per_day,omitempty" doc:"1 to 1440"`
		TargetRetention float64    `json:"target_retention,omitempty" doc:"0.7 to 0.99; 0.9 if left out"`
	}
}

type courseChange struct {
	CoursePath
	Body struct {
		Title           *string             `json:"title,omitempty"`
		ExamAt          nullable[time.Time] `json:"exam_at,omitempty"`
		MinutesPerDay   nullable[int]       `json:"minutes_per_day,omitempty"`
		TargetRetention *float64            `json:"target_retention,omitempty" doc:"Moves the due dates of the course's cards."`
	}
}

func (a *api) courses() {
	const tag = "Courses"
	handle(a, call(http.MethodGet, "/courses", "list-courses", tag, "List courses, the default one first"),
		func(ctx context.Context, _ *struct{}) (*answer[list[Course]], error) {
			courses, err := a.Learning.Courses(ctx, owner(ctx))
			return respondList(courses, "", err, viewCourse)
		})
	handle(a, created(call(http.MethodPost, "/courses", "create-course", tag, "Add a course")),
		func(ctx context.Context, in *newCourse) (*answer[Course], error) {
			b := in.Body
			c, err := a.Learning.CreateCourse(ctx, owner(ctx), learning.NewCourse{
				Title: b.Title, ExamAt: b.ExamAt, MinutesPerDay: b.MinutesPerDay, TargetRetention: b.TargetRetention})
			return respond(viewCourse(c), err)
		})
	handle(a, call(http.MethodGet, "/courses/{id}", "get-course", tag, "Get a course", http.StatusNotFound),
		func(ctx context.Context, in *CoursePath) (*answer[Course], error) {
			course, err := id.Parse[id.Course](in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Learning.Course(ctx, owner(ctx), course)
			return respond(viewCourse(c), err)
		})
	handle(a, call(http.MethodPatch, "/courses/{id}", "change-course", tag, "Change a course", http.StatusNotFound),
		func(ctx context.Context, in *courseChange) (*answer[Course], error) {
			course, err := id.Parse[id.Course](in.ID)
			if err != nil {
				return nil, err
			}
			b := in.Body
			c, err := a.Learning.UpdateCourse(ctx, owner(ctx), course, learning.CoursePatch{
				Title: b.Title, ExamAt: b.ExamAt.value, ClearExam: b.ExamAt.cleared(),
				MinutesPerDay: b.MinutesPerDay.value, ClearMinutes: b.MinutesPerDay.cleared(), TargetRetention: b.TargetRetention})
			return respond(viewCourse(c), err)
		})
	handle(a, call(http.MethodDelete, "/courses/{id}", "delete-course", tag, "Delete a course and move what is in it", http.StatusNotFound, http.StatusConflict),
		func(ctx context.Context, in *struct {
			CoursePath
			MoveTo string `query:"move_to" doc:"The course that takes in its documents and cards; the default one if left out."`
		}) (*struct{}, error) {
			course, err := id.Parse[id.Course](in.ID)
			if err != nil {
				return nil, err
			}
			moveTo, err := optional[id.Course](in.MoveTo)
			if err != nil {
				return nil, err
			}
			return nil, a.Learning.DeleteCourse(ctx, owner(ctx), course, moveTo)
		})
}
