package protocol

import (
	"fmt"
	"os"
	"path/filepath"
)

// WithValuesFiles writes texts to files, because Helm's own merging of `-f` and `--set` reads files.
func WithValuesFiles(texts []string, merge func(files []string) (map[string]any, error)) (map[string]any, error) {
	folder, err := os.MkdirTemp("", "helm-engine-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	files := make([]string, len(texts))
	for index, text := range texts {
		files[index] = filepath.Join(folder, fmt.Sprintf("values-%d.yaml", index))
		if err := os.WriteFile(files[index], []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	return merge(files)
}
