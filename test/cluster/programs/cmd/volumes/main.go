// volumes gives claims their volumes: for each pending claim of a storage class with provisioner "slipway.local/volumes"
// whose node the scheduler has chosen it makes a folder and a "local" PersistentVolume on that node, and removes both when
// the claim is gone and its class says so. The kubelet applies fsGroup to such volumes, as it does to disks.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"path/filepath"
	"time"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

const (
	provisioner   = "slipway.local/volumes"
	provisionedBy = "pv.kubernetes.io/provisioned-by"
	chosenNode    = "volume.kubernetes.io/selected-node"
	interval      = 500 * time.Millisecond
)

type volumes struct {
	client kubernetes.Interface
	folder string
}

func main() {
	kubeconfig := flag.String("kubeconfig", "", "kubeconfig file")
	folder := flag.String("folder", "", "where the volumes are, on this machine as well as on every node")
	flag.Parse()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		log.Fatal(err)
	}
	all := volumes{client: kubernetes.NewForConfigOrDie(config), folder: filepath.Clean(*folder)}
	for ; ; time.Sleep(interval) {
		if err := all.reconcile(context.Background()); err != nil {
			log.Print(err)
		}
	}
}

func (all volumes) reconcile(ctx context.Context) error {
	policies, err := all.reclaimPolicies(ctx)
	if err != nil {
		return err
	}
	existing, err := all.removeReleased(ctx)
	if err != nil {
		return err
	}
	claims, err := all.client.CoreV1().PersistentVolumeClaims("").List(ctx, meta.ListOptions{ResourceVersion: "0"})
	if err != nil {
		return err
	}
	for i := range claims.Items {
		claim := &claims.Items[i]
		if claim.Spec.StorageClassName == nil || claim.Status.Phase != core.ClaimPending || claim.Spec.VolumeName != "" {
			continue
		}
		policy, isOurs := policies[*claim.Spec.StorageClassName]
		if !isOurs || claim.Annotations[chosenNode] == "" || existing[nameOf(claim)] {
			continue
		}
		if err := all.provision(ctx, claim, policy); err != nil {
			log.Print(err)
		}
	}
	return nil
}

// reclaimPolicies of the storage classes that are ours, by name.
func (all volumes) reclaimPolicies(ctx context.Context) (map[string]core.PersistentVolumeReclaimPolicy, error) {
	classes, err := all.client.StorageV1().StorageClasses().List(ctx, meta.ListOptions{ResourceVersion: "0"})
	if err != nil {
		return nil, err
	}
	policies := map[string]core.PersistentVolumeReclaimPolicy{}
	for _, class := range classes.Items {
		if class.Provisioner != provisioner {
			continue
		}
		policies[class.Name] = core.PersistentVolumeReclaimDelete
		if class.ReclaimPolicy != nil {
			policies[class.Name] = *class.ReclaimPolicy
		}
	}
	return policies, nil
}

// removeReleased removes what claims have left, and returns the names of all volumes that there were.
func (all volumes) removeReleased(ctx context.Context) (map[string]bool, error) {
	found, err := all.client.CoreV1().PersistentVolumes().List(ctx, meta.ListOptions{ResourceVersion: "0"})
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, volume := range found.Items {
		names[volume.Name] = true
		isReleased := volume.Status.Phase == core.VolumeReleased &&
			volume.Spec.PersistentVolumeReclaimPolicy == core.PersistentVolumeReclaimDelete
		// Never a folder that is not one of ours, whatever the object says.
		if !isReleased || volume.Annotations[provisionedBy] != provisioner || volume.Spec.Local == nil ||
			filepath.Dir(volume.Spec.Local.Path) != all.folder {
			continue
		}
		if err := os.RemoveAll(volume.Spec.Local.Path); err != nil {
			log.Print(err)
			continue
		}
		if err := all.client.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, meta.DeleteOptions{}); err != nil {
			log.Print(err)
		}
	}
	return names, nil
}

func (all volumes) provision(
	ctx context.Context, claim *core.PersistentVolumeClaim, policy core.PersistentVolumeReclaimPolicy,
) error {
	path := filepath.Join(all.folder, nameOf(claim))
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	node := claim.Annotations[chosenNode]
	volume := &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: nameOf(claim), Annotations: map[string]string{provisionedBy: provisioner}},
		Spec: core.PersistentVolumeSpec{
			Capacity: core.ResourceList{
				core.ResourceStorage: claim.Spec.Resources.Requests[core.ResourceStorage],
			},
			AccessModes:                   claim.Spec.AccessModes,
			PersistentVolumeReclaimPolicy: policy,
			StorageClassName:              *claim.Spec.StorageClassName,
			ClaimRef: &core.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim",
				Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
			PersistentVolumeSource: core.PersistentVolumeSource{Local: &core.LocalVolumeSource{Path: path}},
			NodeAffinity: &core.VolumeNodeAffinity{Required: &core.NodeSelector{
				NodeSelectorTerms: []core.NodeSelectorTerm{{MatchExpressions: []core.NodeSelectorRequirement{{
					Key: core.LabelHostname, Operator: core.NodeSelectorOpIn, Values: []string{node},
				}}}},
			}},
		},
	}
	if _, err := all.client.CoreV1().PersistentVolumes().Create(ctx, volume, meta.CreateOptions{}); err != nil {
		return err
	}
	log.Printf("%s/%s: %s on %s", claim.Namespace, claim.Name, path, node)
	return nil
}

func nameOf(claim *core.PersistentVolumeClaim) string { return "pvc-" + string(claim.UID) }
