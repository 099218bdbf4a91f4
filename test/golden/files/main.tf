locals {
  greeting = "Hello, $${name}!"
  broken   = "%%{ if true }x"
  plain    = "plain"
}
