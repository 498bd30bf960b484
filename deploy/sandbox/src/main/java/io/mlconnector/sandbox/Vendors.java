package io.mlconnector.sandbox;

import io.mlconnector.sandbox.dynamics.DynamicsVendor;
import io.mlconnector.sandbox.fusion.FusionVendor;
import io.mlconnector.sandbox.jde.JdeVendor;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftVendor;
import io.mlconnector.sandbox.tableau.TableauVendor;
import io.mlconnector.sandbox.zendesk.ZendeskVendor;
import io.mlconnector.sandbox.zoho.ZohoVendor;
import java.util.List;
import java.util.Map;

/** The vendors that the sandbox plays: add a new one here, with its port in the local run. */
final class Vendors {

  static final List<VendorFactory> ALL =
      List.of(
          FusionVendor::new,
          ZendeskVendor::new,
          DynamicsVendor::new,
          JdeVendor::new,
          ZohoVendor::new,
          PeopleSoftVendor::new,
          TableauVendor::new);

  static final Map<String, Integer> LOCAL_PORTS =
      Map.of(
          FusionVendor.NAME, 8091,
          ZendeskVendor.NAME, 8092,
          DynamicsVendor.NAME, 8093,
          JdeVendor.NAME, 8094,
          ZohoVendor.NAME, 8095,
          ZohoVendor.ACCOUNTS, 8096,
          ZohoVendor.ELSEWHERE, 8097,
          PeopleSoftVendor.NAME, 8098,
          TableauVendor.NAME, 8099,
          TableauVendor.GENERIC, 8100);

  private Vendors() {}
}
