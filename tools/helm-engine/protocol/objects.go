package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
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
			object, err := decode(document)
			if err != nil {
				return nil, "", fmt.Errorf("JSON parse error on %s: %w", file, err)
			}
			if object != nil {
				objects = append(objects, Object{Template: templateName(file), Object: object})
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

func decode(document []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var object any
	err := decoder.Decode(&object)
	return withoutFloatingIntegers(object), err
}

// withoutFloatingIntegers makes 1e+06 visible. A cluster refuses it where it wants an integer, and whoever reads our reply
// could not tell it from 1000000.
func withoutFloatingIntegers(value any) any {
	switch typed := value.(type) {
	case map[string]any:
		for key, inner := range typed {
			typed[key] = withoutFloatingIntegers(inner)
		}
	case []any:
		for index, inner := range typed {
			typed[index] = withoutFloatingIntegers(inner)
		}
	case json.Number:
		float, _ := typed.Float64()
		isWhole := float == math.Trunc(float) && math.Abs(float) < 1<<53
		if isWhole && strings.ContainsAny(typed.String(), ".eE") {
			return fmt.Sprintf("the number %s, a float", typed)
		}
	}
	return value
}
