package io.mlconnector.sandbox;

/** Makes one simulated vendor for one running sandbox. */
@FunctionalInterface
public interface VendorFactory {
  SimulatedVendor create(VendorContext context);
}
