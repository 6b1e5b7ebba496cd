package protocol

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"time"
)

const usage = `usage: helm-engine [version | --help]

Renders Helm charts in one process: reads one JSON request per line, writes one JSON reply per line.

  {"chart": "chart", "values": ["api: {replicas: 2}"], "set": ["ui.replicas=1"], "release": "shop"}

The fields of requests and replies are described in tools/helm-engine/protocol/protocol.go.`

// Renderings leave a lot of garbage and little else: memory is cheaper than the time of collecting it.
const rareCollections = 400

// Main is the whole program: it answers requests until standard input ends.
func Main[Chart any](engine Engine[Chart]) {
	if len(os.Args) == 2 && os.Args[1] == "version" {
		fmt.Println(engine.Version())
		return
	}
	if len(os.Args) > 1 {
		fmt.Println(usage)
		if os.Args[1] != "--help" && os.Args[1] != "-h" {
			os.Exit(2)
		}
		return
	}
	charts := map[string]Chart{}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(rareCollections)
	}
	input := bufio.NewReader(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if failure := output.Encode(answer(engine, charts, line)); failure != nil {
				fmt.Fprintln(os.Stderr, failure)
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
	}
}

func answer[Chart any](engine Engine[Chart], charts map[string]Chart, line []byte) (reply Reply) {
	defer func() {
		if problem := recover(); problem != nil {
			reply = Reply{Error: fmt.Sprintf("panic: %v", problem)}
		}
	}()
	request := Request{Release: "release-name", Namespace: "default"}
	if err := json.Unmarshal(line, &request); err != nil {
		return Reply{Error: fmt.Sprintf("the request is no JSON object of the known form: %v", err)}
	}
	chart, err := load(engine, charts, request)
	if err != nil {
		return Reply{Error: err.Error()}
	}
	values, err := engine.Values(request.Values, request.Set, request.SetString)
	if err != nil {
		return Reply{Error: err.Error()}
	}
	if request.IsMeasured() {
		// As in Helm.
		defer debug.SetGCPercent(debug.SetGCPercent(100))
	}
	var files map[string]string
	for range max(request.Repeat, 1) {
		start := time.Now()
		if files, err = engine.Render(chart, values, request); err != nil {
			return Reply{Error: err.Error()}
		}
		reply.Nanoseconds = append(reply.Nanoseconds, time.Since(start).Nanoseconds())
	}
	if reply.Objects, reply.Notes, err = objectsOf(files, engine.Split); err != nil {
		return Reply{Error: err.Error()}
	}
	if request.Templates {
		reply.Templates = files
	}
	return reply
}

// A folder is read once: whoever changes a chart on disk starts another engine.
func load[Chart any](engine Engine[Chart], charts map[string]Chart, request Request) (Chart, error) {
	if request.Files != nil {
		return engine.LoadFiles(request.Files)
	}
	chart, known := charts[request.Chart]
	if known {
		return chart, nil
	}
	chart, err := engine.Load(request.Chart)
	if err == nil {
		charts[request.Chart] = chart
	}
	return chart, err
}
