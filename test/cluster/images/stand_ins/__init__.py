"""What test/cluster/images/build does: the table of images, their builds, the archives for the cluster."""
