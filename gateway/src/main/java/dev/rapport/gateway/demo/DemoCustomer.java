package dev.rapport.gateway.demo;

/// A customer of the demo as far as he says himself.
///
/// @param language BCP 47
record DemoCustomer(String name, String email, String phone, String language) {}
