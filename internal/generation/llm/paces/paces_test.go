package paces_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"studyapp/internal/generation/llm"
	"studyapp/internal/generation/llm/paces"
	"studyapp/internal/platform/pgtest"
)

func TestAPaceIsKept(t *testing.T) {
	t.Parallel()
	kept := paces.In(pgtest.New(t))
	for _, want := range []llm.Pace{{}, {Read: 0.02, Ratio: 1.1, Measured: 1}, {Read: 0.03, Write: 0.1, Ratio: 1.2, Measured: 2}} {
		if want.Measured > 0 {
			if err := kept.Save(t.Context(), "here", "small", want); err != nil {
				t.Fatal(err)
			}
		}
		for model, want := range map[string]llm.Pace{"small": want, "other": {}} {
			got, err := kept.Load(t.Context(), "here", model)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", model, diff)
			}
		}
	}
}
