// Package protocol is what the engines of all Helm versions share: one request per line on standard input, one reply per
// line on standard output, in the same order. A request can fail, the process cannot.
package protocol

// Request is one rendering, with the settings that `helm template` has.
type Request struct {
	// Chart is a folder; Files are the files of a chart by their paths. One of the two.
	Chart string            `json:"chart"`
	Files map[string]string `json:"files"`
	// Values are YAML texts, as `-f` would read them, in their order.
	Values      []string `json:"values"`
	Set         []string `json:"set"`
	SetString   []string `json:"setString"`
	Release     string   `json:"release"`
	Namespace   string   `json:"namespace"`
	KubeVersion string   `json:"kubeVersion"`
	APIVersions []string `json:"apiVersions"`
	IsUpgrade   bool     `json:"isUpgrade"`
	// Templates asks for the rendered texts too.
	Templates bool `json:"templates"`
	// Repeat renders so many times, to measure: in all that Helm does, and with nothing remembered but the chart.
	Repeat int `json:"repeat"`
}

// IsMeasured tells whether a rendering must take the time that it takes in Helm.
func (request Request) IsMeasured() bool { return request.Repeat > 0 }

// Object is one document of a rendered template, as a cluster would read it.
type Object struct {
	// Template is the path below templates/ without .yaml.
	Template string `json:"template"`
	Object   any    `json:"object"`
}

// Reply holds either an error or the rest.
type Reply struct {
	Objects   []Object          `json:"objects"`
	Notes     string            `json:"notes"`
	Templates map[string]string `json:"templates,omitempty"`
	Error     string            `json:"error"`
	// Nanoseconds of each repetition: coalescing, schema validation and rendering of a loaded chart.
	Nanoseconds []int64 `json:"nanoseconds"`
}

// Engine is one Helm version. Chart is its own type of a loaded chart.
type Engine[Chart any] interface {
	// Version of the Helm that is linked in, such as 4.3.1.
	Version() string
	Load(folder string) (Chart, error)
	LoadFiles(files map[string]string) (Chart, error)
	// Values merges values files and assignments as the command line does.
	Values(files, set, setString []string) (map[string]any, error)
	// Render gives the rendered files by path, such as mychart/templates/ui/deployment.yaml.
	Render(chart Chart, values map[string]any, request Request) (map[string]string, error)
	// Split separates the documents of a rendered file.
	Split(text string) map[string]string
}
