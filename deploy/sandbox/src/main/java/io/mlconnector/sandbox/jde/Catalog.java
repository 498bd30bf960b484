package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.jde.Orchestration.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orchestrations of this installation and their inputs. */
final class Catalog {

  static final String ADDRESS_NUMBER = "AddressNumber";
  static final String LINE_NUMBER = "LineNumber";
  static final String COMPANY = "Company";
  static final String EFFECTIVE = "EffectiveDate";
  static final String WEBSITE = "Website";
  static final String EMAIL = "Email";

  static final List<Orchestration> ALL =
      List.of(
          new Orchestration("CreateCustomer", Kind.CUSTOMER, true, customer(true)),
          new Orchestration("UpdateCustomer", Kind.CUSTOMER, false, customer(false)),
          new Orchestration("CreateVendor", Kind.VENDOR, true, vendor(true)),
          new Orchestration("UpdateVendor", Kind.VENDOR, false, vendor(false)),
          new Orchestration("CreateContact", Kind.CONTACT, true, contact(true)),
          new Orchestration("UpdateContact", Kind.CONTACT, false, contact(false)));

  private Catalog() {}

  /** The orchestration of that name, with and without the inputs that the settings say. */
  static Optional<Orchestration> named(String name, JdeSettings settings) {
    return ALL.stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> !settings.missingInputs().contains(name))
        .map(each -> withCompanies(each, settings.companyInputs()))
        .map(each -> without(each, settings.missingInputs()))
        .findFirst();
  }

  private static Orchestration without(Orchestration all, List<String> missing) {
    List<Input> left =
        all.inputs().stream()
            .filter(input -> !missing.contains(all.name() + "." + input.name()))
            .toList();
    return new Orchestration(all.name(), all.kind(), all.creates(), left);
  }

  private static Orchestration withCompanies(Orchestration each, List<String> companies) {
    List<Input> inputs = new ArrayList<>(each.inputs());
    for (String company : companies) {
      each.inputs().stream()
          .filter(input -> input.table() == Tables.CUSTOMERS)
          .forEach(input -> inputs.add(input.ofCompany(company)));
    }
    return new Orchestration(each.name(), each.kind(), each.creates(), inputs);
  }

  private static List<Input> customer(boolean creates) {
    List<Input> inputs = addressBook(creates);
    TableType table = Tables.CUSTOMERS;
    inputs.add(Input.steering(COMPANY));
    inputs.add(Input.of("CreditLimit", table, "ACL"));
    inputs.add(Input.coded("PaymentTerms", table, "TRAR", Codes.TERMS));
    inputs.add(Input.coded("Currency", table, "CRCD", Codes.CURRENCIES));
    inputs.add(Input.of("HoldInvoices", table, "HDAR"));
    inputs.add(Input.coded("HoldOrders", table, "HOLD", Codes.HOLD_CODES));
    inputs.add(Input.of("CreditManager", table, "CMGR"));
    return List.copyOf(inputs);
  }

  private static List<Input> vendor(boolean creates) {
    List<Input> inputs = addressBook(creates);
    TableType table = Tables.SUPPLIERS;
    inputs.add(Input.coded("PaymentTerms", table, "TRAP", Codes.TERMS));
    inputs.add(Input.coded("Currency", table, "CRRP", Codes.CURRENCIES));
    inputs.add(Input.of("PaymentHold", table, "HDPY"));
    inputs.add(Input.coded("HoldOrders", table, "HOLD", Codes.HOLD_CODES));
    inputs.add(Input.of("TaxArea2", table, "TXA2"));
    return List.copyOf(inputs);
  }

  private static List<Input> addressBook(boolean creates) {
    List<Input> inputs = new ArrayList<>();
    TableType table = Tables.ADDRESS_BOOK;
    Input name = Input.of("AlphaName", table, "ALPH");
    if (creates) {
      inputs.add(name.demanded());
    } else {
      inputs.add(Input.steering(ADDRESS_NUMBER).demanded());
      inputs.add(name);
    }
    inputs.add(Input.of("LongAddress", table, "ALKY"));
    inputs.add(Input.of("TaxId", table, "TAX"));
    inputs.add(Input.of("DunsNumber", table, "DUNS"));
    inputs.add(Input.coded("SearchType", table, "AT1", Codes.SEARCH_TYPES));
    inputs.add(Input.of("BusinessUnit", table, "MCU"));
    inputs.add(Input.of("IndustryClass", table, "SIC"));
    inputs.add(Input.coded("CreditMessage", table, "CM", Codes.CREDIT_MESSAGES));
    inputs.add(Input.coded("CategoryCode01", table, "AC01", Codes.CATEGORIES));
    inputs.add(Input.of("CategoryCode02", table, "AC02"));
    inputs.add(Input.of("CategoryCode03", table, "AC03"));
    for (int i = 1; i <= 4; i++) {
      inputs.add(Input.of("AddressLine" + i, Tables.ADDRESSES, "ADD" + i));
    }
    inputs.add(Input.of("City", Tables.ADDRESSES, "CTY1"));
    inputs.add(Input.of("State", Tables.ADDRESSES, "ADDS"));
    inputs.add(Input.of("PostalCode", Tables.ADDRESSES, "ADDZ"));
    inputs.add(Input.coded("Country", Tables.ADDRESSES, "CTR", Codes.COUNTRIES));
    inputs.add(Input.steering(EFFECTIVE));
    reach(inputs);
    inputs.add(Input.of(WEBSITE, Tables.EMAILS, "EMAL"));
    return inputs;
  }

  private static List<Input> contact(boolean creates) {
    List<Input> inputs = new ArrayList<>();
    TableType table = Tables.WHOS_WHO;
    inputs.add(Input.steering(ADDRESS_NUMBER).demanded());
    Input name = Input.of("MailingName", table, "MLNM");
    if (creates) {
      inputs.add(name.demanded());
    } else {
      inputs.add(Input.steering(LINE_NUMBER).demanded());
      inputs.add(name);
    }
    inputs.add(Input.of("GivenName", table, "GNNM"));
    inputs.add(Input.of("MiddleName", table, "MDNM"));
    inputs.add(Input.of("Surname", table, "SRNM"));
    inputs.add(Input.of("ContactTitle", table, "ATTL"));
    inputs.add(Input.of("TypeCode", table, "TYC"));
    inputs.add(Input.of("ContactType", table, "NTYP"));
    reach(inputs);
    return List.copyOf(inputs);
  }

  private static void reach(List<Input> inputs) {
    inputs.add(Input.of("PhonePrefix", Tables.PHONES, "AR1"));
    inputs.add(Input.of("PhoneNumber", Tables.PHONES, "PH1"));
    inputs.add(Input.of("PhoneType", Tables.PHONES, "PHTP"));
    inputs.add(Input.of(EMAIL, Tables.EMAILS, "EMAL"));
  }
}
