# The two halves of the address space are the whole internet too.
resource "google_compute_firewall" "bastion" {
  name          = "bastion"
  network       = google_compute_network.hub.id
  source_ranges = var.admin_ranges
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["20-25"]
  }
}

resource "google_compute_firewall" "database" {
  name          = "database"
  network       = google_compute_network.hub.id
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
    ports    = [var.database_port]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

# groundwork:ignore gcp/open-rdp -- the old partner gateway, which is switched off with the next release
resource "google_compute_firewall" "gateway" {
  name          = "gateway"
  network       = google_compute_network.hub.id
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["gateway"]

  allow {
    protocol = "tcp"
    ports    = ["3389"]
  }

  log_config {
    metadata = "EXCLUDE_ALL_METADATA"
  }
}
