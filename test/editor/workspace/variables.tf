variable "port" {
  type    = string
  default = "443"
}
