// Helm 4 as a service: see the protocol package.
package main

import (
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/engine"
	"helm.sh/helm/v4/pkg/getter"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"

	"slipway.dev/tools/helm-engine/protocol"
)

type helm4 struct{ schemas protocol.Schemas }

func main() { protocol.Main[*chart.Chart](&helm4{}) }

func (helm4) Version() string { return protocol.LinkedVersion("helm.sh/helm/v4") }

func (helm4) Load(folder string) (*chart.Chart, error) { return loader.LoadDir(folder) }

func (helm4) LoadFiles(files map[string]string) (*chart.Chart, error) {
	buffered := make([]*archive.BufferedFile, 0, len(files))
	for name, text := range files {
		buffered = append(buffered, &archive.BufferedFile{Name: name, Data: []byte(text)})
	}
	return loader.LoadFiles(buffered)
}

func (helm4) Values(files, set, setString []string) (map[string]any, error) {
	return protocol.WithValuesFiles(files, func(paths []string) (map[string]any, error) {
		options := values.Options{ValueFiles: paths, Values: set, StringValues: setString}
		return options.MergeValues(getter.Providers{})
	})
}

func (helm *helm4) Render(chrt *chart.Chart, overrides map[string]any, request protocol.Request) (map[string]string, error) {
	capabilities := common.DefaultCapabilities.Copy()
	if request.KubeVersion != "" {
		version, err := common.ParseKubeVersion(request.KubeVersion)
		if err != nil {
			return nil, err
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = append(capabilities.APIVersions, request.APIVersions...)
	if err := chartutil.ProcessDependencies(chrt, overrides); err != nil {
		return nil, err
	}
	options := common.ReleaseOptions{
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
func (helm *helm4) renderValues(
	chrt *chart.Chart,
	overrides map[string]any,
	options common.ReleaseOptions,
	capabilities *common.Capabilities,
	isMeasured bool,
) (common.Values, error) {
	if !isMeasured && chrt.Schema != nil && len(chrt.Dependencies()) == 0 {
		top, err := util.ToRenderValuesWithSchemaValidation(chrt, overrides, options, capabilities, true)
		if err != nil {
			return nil, err
		}
		if merged, isMap := top["Values"].(common.Values); isMap && helm.schemas.Accept(chrt.Schema, merged.AsMap()) {
			return top, nil
		}
	}
	return util.ToRenderValues(chrt, overrides, options, capabilities)
}

func (helm4) Split(text string) map[string]string { return releaseutil.SplitManifests(text) }
