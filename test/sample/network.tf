resource "google_compute_network" "hub" {
  name                    = "hub"
  auto_create_subnetworks = "true"
}

resource "google_compute_subnetwork" "workloads" {
  name          = "workloads"
  network       = google_compute_network.hub.id
  region        = var.region
  ip_cidr_range = "10.130.0.0/20"
}

resource "google_compute_subnetwork" "databases" {
  name                     = "databases"
  network                  = google_compute_network.hub.id
  region                   = var.region
  ip_cidr_range            = "10.130.8.0/24"
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
  }
}
