resource "google_compute_network" "hub" {
  name                    = "hub"
  auto_create_subnetworks = false
}

resource "google_compute_firewall" "web" {
  name          = "web"
  network       = google_compute_network.hub.id
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["web"]

  allow {
    protocol = "tcp"
    ports    = [var.port]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
