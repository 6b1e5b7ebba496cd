package protocol

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// objectsOf reads rendered files as a cluster would. Notes are set aside; empty documents and partials are nothing.
func objectsOf(files map[string]string, split func(string) map[string]string) ([]Object, string, error) {
	objects := []Object{}
	notes := ""
	for _, file := range slices.Sorted(maps.Keys(files)) {
		name := path.Base(file)
		if name == "NOTES.txt" {
			notes = files[file]
			continue
		}
		if strings.HasPrefix(name, "_") {
			continue
		}
		documents := split(files[file])
		for _, key := range slices.Sorted(maps.Keys(documents)) {
			// Helm 3 trims documents when it splits them, and ends each with a line break when it puts them together again.
			document, err := yaml.YAMLToJSONStrict([]byte(documents[key] + "\n"))
			if err != nil {
				return nil, "", fmt.Errorf("YAML parse error on %s: %w", file, err)
			}
			if string(document) != "null" {
				objects = append(objects, Object{Template: templateName(file), Object: json.RawMessage(document)})
			}
		}
	}
	return objects, notes, nil
}

// templateName of mychart/templates/ui/deployment.yaml is ui/deployment.
func templateName(file string) string {
	_, below, _ := strings.Cut(file, "/templates/")
	return strings.TrimSuffix(below, ".yaml")
}
