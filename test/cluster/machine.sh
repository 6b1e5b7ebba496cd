#!/bin/sh
# Process 1 of a machine: it has its own processes, mounts, network and name. When it ends, all of that ends with it.
#   machine.sh NAME FOLDER PAUSE
set -eu
name=$1 folder=$2 pause=$3
hostname "$name"
mount --make-rprivate /
mount -t proc proc /proc
# Sockets, locks and network namespaces of its own: programs here must not find those of the machine around it.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/cni
for path in /var/lib /var/log; do
  mkdir -p "$folder$path"
  mount --bind "$folder$path" "$path"
done
# Volumes of pods propagate between containers and the kubelet.
mount --make-rshared /
ip link set lo up
echo 1 > /proc/sys/net/ipv4/ip_forward
touch /run/ready
exec "$pause"
