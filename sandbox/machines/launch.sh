#!/bin/sh
# Becomes a machine: launch.sh FOLDER IMAGE RESCUE DISK DEVICES GROUPS WORDS...
# Runs in a mount namespace of its own, so that all it mounts goes with the machine. RESCUE is a layer over the image, or
# empty; DEVICES are `name:major:minor`, GROUPS are directories, both separated by spaces.
set -eu
folder=$1 image=$2 rescue=$3 disk=$4 devices=$5 groups=$6
shift 6

# First, because the mounts of control groups are out of sight below.
for group in $groups; do
    echo $$ >"$group/cgroup.procs"
done

# Of its own network; and one pure tree of control groups, else systemd would meet the host's mixture.
mount -t sysfs sysfs /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup

# Locks and sockets of systemd-nspawn; the host's stay as they are.
mount -t tmpfs -o mode=755 tmpfs /run

cd "$folder"
mount -t ext4 "$disk" disk
mkdir -p disk/upper disk/work disk/docker
mount -t overlay -o "lowerdir=$image,upperdir=disk/upper,workdir=disk/work" overlay root

# Volumes' devices come and go here while the machine runs.
mount -t tmpfs -o mode=755 tmpfs devices
for device in $devices; do
    numbers=${device#*:}
    mknod -m 660 "devices/${device%%:*}" b "${numbers%:*}" "${numbers#*:}"
done

if [ "$rescue" ]; then
    mount -t tmpfs -o mode=755 tmpfs rescue
    mkdir rescue/upper rescue/work rescue/root
    mount -t overlay -o "lowerdir=$rescue:$image,upperdir=rescue/upper,workdir=rescue/work" overlay rescue/root
fi
exec "$@"
