"""What apps/build-images does: a Docker daemon, a base image, the settings of pip, the two builds."""
