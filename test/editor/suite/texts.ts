/** A firewall rule that lets SSH in from `var.sources`. */
export const sources = `resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.hub.id
  source_ranges = var.sources
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
`;

/** The same, with the variable declared above it. */
export const declaredSources = `variable "sources" {
  type    = list(string)
  default = []
}

${sources}`;
