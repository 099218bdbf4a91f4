# A small landing zone on Google Cloud with faults for Groundwork to find. It is a copy: change it as you like.

terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }

  backend "gcs" {
    bucket = "example-terraform-state"
  }
}

provider "google" {
  project = "example-landing-zone"
}

variable "office_ranges" {
  description = "Who may reach the database: unknown until a file such as prod.tfvars is chosen."
  type        = list(string)
}

resource "google_compute_network" "main" {
  name                    = "main"
  auto_create_subnetworks = "true"
}

resource "google_compute_subnetwork" "workloads" {
  name          = "workloads"
  network       = google_compute_network.main.id
  region        = "europe-west3"
  ip_cidr_range = "10.130.0.0/20"
}

resource "google_compute_firewall" "ssh" {
  name          = "allow-ssh"
  network       = google_compute_network.main.id
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["bastion"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_firewall" "database" {
  name          = "allow-database"
  network       = google_compute_network.main.id
  source_ranges = var.office_ranges
  target_tags   = ["database"]

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
