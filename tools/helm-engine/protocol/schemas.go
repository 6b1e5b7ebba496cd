package protocol

import (
	"bytes"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Schemas remembers compiled schemas: Helm compiles the schema of a chart for every rendering, which takes half as long
// as the rendering itself.
type Schemas struct {
	compiled map[string]*jsonschema.Schema
}

const address = "file:///values.schema.json"

// Accept says that Helm's own validation, which uses the same library, would accept the values. Otherwise, also when the
// schema is one that only Helm can load, Helm must be asked: the words are its own.
func (schemas *Schemas) Accept(schema []byte, values map[string]any) (accepted bool) {
	defer func() {
		if recover() != nil {
			accepted = false
		}
	}()
	compiled, known := schemas.compiled[string(schema)]
	if !known {
		compiled = compile(schema)
		if schemas.compiled == nil {
			schemas.compiled = map[string]*jsonschema.Schema{}
		}
		schemas.compiled[string(schema)] = compiled
	}
	return compiled != nil && compiled.Validate(values) == nil
}

func compile(text []byte) *jsonschema.Schema {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	compiler := jsonschema.NewCompiler()
	// Nothing is loaded from elsewhere.
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if compiler.AddResource(address, schema) != nil {
		return nil
	}
	compiled, err := compiler.Compile(address)
	if err != nil {
		return nil
	}
	return compiled
}
