variable "project" {
  description = "The project that holds the shared network."
  type        = string
}

variable "region" {
  description = "Where everything stands unless it says otherwise."
  type        = string
  default     = "europe-west3"
}

variable "admin_ranges" {
  description = "Who may reach the bastion host."
  type        = list(string)
  default     = ["0.0.0.0/1", "128.0.0.0/1"]
}

variable "database_port" {
  type    = number
  default = 5432
}
