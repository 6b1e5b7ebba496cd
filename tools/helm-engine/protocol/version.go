package protocol

import (
	"runtime/debug"
	"strings"
)

// LinkedVersion is the version of a module of this program, without the leading v.
func LinkedVersion(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return strings.TrimPrefix(dependency.Version, "v")
		}
	}
	return "unknown"
}
