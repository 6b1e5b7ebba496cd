// Helm 3 as a service: see the protocol package.
package main

import (
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/releaseutil"

	"slipway.dev/tools/helm-engine/protocol"
)

type helm3 struct{ schemas protocol.Schemas }

func main() { protocol.Main[*chart.Chart](&helm3{}) }

func (helm3) Version() string { return protocol.LinkedVersion("helm.sh/helm/v3") }

func (helm3) Load(folder string) (*chart.Chart, error) { return loader.LoadDir(folder) }

func (helm3) LoadFiles(files map[string]string) (*chart.Chart, error) {
	buffered := make([]*loader.BufferedFile, 0, len(files))
	for name, text := range files {
		buffered = append(buffered, &loader.BufferedFile{Name: name, Data: []byte(text)})
	}
	return loader.LoadFiles(buffered)
}

func (helm3) Values(files, set, setString []string) (map[string]any, error) {
	return protocol.WithValuesFiles(files, func(paths []string) (map[string]any, error) {
		options := values.Options{ValueFiles: paths, Values: set, StringValues: setString}
		return options.MergeValues(getter.Providers{})
	})
}

func (helm *helm3) Render(chrt *chart.Chart, overrides map[string]any, request protocol.Request) (map[string]string, error) {
	capabilities := chartutil.DefaultCapabilities.Copy()
	if request.KubeVersion != "" {
		version, err := chartutil.ParseKubeVersion(request.KubeVersion)
		if err != nil {
			return nil, err
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = append(capabilities.APIVersions, request.APIVersions...)
	if err := chartutil.ProcessDependenciesWithMerge(chrt, overrides); err != nil {
		return nil, err
	}
	options := chartutil.ReleaseOptions{
		Name:      request.Release,
		Namespace: request.Namespace,
		Revision:  1,
		IsInstall: !request.IsUpgrade,
		IsUpgrade: request.IsUpgrade,
	}
	top, err := helm.renderValues(chrt, overrides, options, capabilities, request.IsMeasured())
	if err != nil {
		return nil, err
	}
	return engine.Render(chrt, top)
}

// renderValues gives the same as ToRenderValues of Helm, which it asks whenever a remembered schema does not settle it.
func (helm *helm3) renderValues(
	chrt *chart.Chart,
	overrides map[string]any,
	options chartutil.ReleaseOptions,
	capabilities *chartutil.Capabilities,
	isMeasured bool,
) (chartutil.Values, error) {
	if !isMeasured && chrt.Schema != nil && len(chrt.Dependencies()) == 0 {
		top, err := chartutil.ToRenderValuesWithSchemaValidation(chrt, overrides, options, capabilities, true)
		if err != nil {
			return nil, err
		}
		if merged, isMap := top["Values"].(chartutil.Values); isMap && helm.schemas.Accept(chrt.Schema, merged.AsMap()) {
			return top, nil
		}
	}
	return chartutil.ToRenderValues(chrt, overrides, options, capabilities)
}

func (helm3) Split(text string) map[string]string { return releaseutil.SplitManifests(text) }
