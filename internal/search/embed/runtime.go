package embed

import (
	"os"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

// telemetryOff is the variable that ONNX Runtime reads when it is loaded. Unless
// it is set, the library keeps an id of this machine in the user's cache and in
// the folder for temporary files, and sends events to its maker.
const telemetryOff = "ORT_DISABLE_TELEMETRY"

// init sets it whatever the user has set. It does so before main begins because
// C code on other threads, such as the look-up of a name, may read the
// environment at any time later, and C does not allow to change it meanwhile.
func init() {
	if err := os.Setenv(telemetryOff, "1"); err != nil {
		panic(err) // the name has neither = nor a zero byte in it
	}
}

// runtimeOnce starts ONNX Runtime, which exists once in a process.
var runtimeOnce sync.Once
var runtimeErr error

func startRuntime(library string) error {
	runtimeOnce.Do(func() {
		ort.SetSharedLibraryPath(library)
		if runtimeErr = ort.InitializeEnvironment(ort.WithLogLevelError()); runtimeErr == nil {
			// The interface's own switch. By itself it comes too late: the id is
			// written and the first connection under way.
			runtimeErr = ort.DisableTelemetry()
		}
	})
	return runtimeErr
}
