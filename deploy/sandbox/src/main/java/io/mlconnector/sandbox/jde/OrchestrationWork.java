package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.jde.Orchestration.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of an orchestration, each a program of its own: what an earlier step wrote stays when a
 * later one fails. Inputs that are not given change nothing, blank ones clear.
 */
final class OrchestrationWork {

  private final AddressBook book;

  OrchestrationWork(AddressBook book) {
    this.book = book;
  }

  /**
   * Reads everything that was given, so that a wrong input stops the first step already, and makes
   * the steps; none has run then. The first one fills the output.
   */
  List<Runnable> steps(Orchestration what, Inputs inputs, Writer writer, ObjectNode output) {
    return what.kind() == Kind.CONTACT
        ? contact(what, inputs, writer, output)
        : entry(what, inputs, writer, output);
  }

  private List<Runnable> entry(
      Orchestration what, Inputs inputs, Writer writer, ObjectNode output) {
    boolean vendor = what.kind() == Kind.VENDOR;
    Map<String, Object> master = inputs.values(Tables.ADDRESS_BOOK);
    Map<String, Object> terms = inputs.values(vendor ? Tables.SUPPLIERS : Tables.CUSTOMERS);
    Map<String, Object> categories = new HashMap<>(master);
    categories.keySet().removeIf(alias -> !alias.startsWith("AC"));
    String company = inputs.text(Catalog.COMPANY);
    String ownCompany = company.isBlank() ? JdeAccounts.COMPANY : company.strip();
    if (vendor) {
      if (terms.containsKey("CRRP")) {
        terms.put("CRCA", terms.get("CRRP"));
      }
    } else {
      terms.putAll(categories);
    }
    long[] number = {what.creates() ? 0 : address(inputs)};
    List<Runnable> steps = new ArrayList<>();
    steps.add(
        () -> {
          if (what.creates()) {
            master.putIfAbsent("AT1", vendor ? "V" : "C");
            master.put(vendor ? "ATP" : "ATR", "Y");
            number[0] = book.create(writer, book.database().nextNumber(), master);
          } else if (!master.isEmpty()) {
            book.revise(writer, number[0], master);
          }
          output.put(Catalog.ADDRESS_NUMBER, number[0]);
        });
    Map<String, Object> address = inputs.values(Tables.ADDRESSES);
    LocalDate from = inputs.day(Catalog.EFFECTIVE);
    if (!address.isEmpty()) {
      steps.add(() -> book.address(writer, number[0], from, address));
    }
    reach(inputs, writer, number, 0, steps);
    Map<String, Map<String, Object>> companies = inputs.ofCompanies();
    boolean ofNoneOther = companies.isEmpty() || !company.isBlank();
    if (!terms.isEmpty() || (what.creates() && ofNoneOther)) {
      steps.add(
          () -> {
            if (vendor) {
              book.supplier(writer, number[0], terms);
            } else {
              book.customer(writer, number[0], ownCompany, terms);
            }
          });
    }
    companies.forEach(
        (other, values) -> steps.add(() -> book.customer(writer, number[0], other, values)));
    return steps;
  }

  private List<Runnable> contact(
      Orchestration what, Inputs inputs, Writer writer, ObjectNode output) {
    Map<String, Object> values = inputs.values(Tables.WHOS_WHO);
    long[] number = {address(inputs)};
    long[] line = {what.creates() ? 0 : inputs.number(Catalog.LINE_NUMBER)};
    if (!what.creates() && book.database().row(Tables.WHOS_WHO, number[0], line[0]) == null) {
      throw new Failed(Catalog.LINE_NUMBER, "Line " + line[0] + " does not exist");
    }
    List<Runnable> steps = new ArrayList<>();
    steps.add(
        () -> {
          if (what.creates()) {
            line[0] = book.contact(writer, number[0], values);
          } else if (!values.isEmpty()) {
            book.reviseContact(writer, number[0], line[0], values);
          }
          output.put(Catalog.ADDRESS_NUMBER, number[0]);
          output.put(Catalog.LINE_NUMBER, line[0]);
        });
    Map<String, Object> phone = inputs.values(Tables.PHONES);
    if (!phone.isEmpty()) {
      steps.add(() -> book.phone(writer, number[0], line[0], phone));
    }
    if (inputs.has(Catalog.EMAIL)) {
      Object email = inputs.value(Catalog.EMAIL);
      steps.add(() -> book.electronic(writer, number[0], line[0], AddressBook.EMAIL_TYPE, email));
    }
    return steps;
  }

  private void reach(Inputs inputs, Writer writer, long[] number, long line, List<Runnable> steps) {
    Map<String, Object> phone = inputs.values(Tables.PHONES);
    if (!phone.isEmpty()) {
      steps.add(() -> book.phone(writer, number[0], line, phone));
    }
    if (inputs.has(Catalog.EMAIL)) {
      Object email = inputs.value(Catalog.EMAIL);
      steps.add(() -> book.electronic(writer, number[0], line, AddressBook.EMAIL_TYPE, email));
    }
    if (inputs.has(Catalog.WEBSITE)) {
      Object site = inputs.value(Catalog.WEBSITE);
      steps.add(() -> book.electronic(writer, number[0], line, AddressBook.WEBSITE_TYPE, site));
    }
  }

  private long address(Inputs inputs) {
    long number = inputs.number(Catalog.ADDRESS_NUMBER);
    if (book.database().row(Tables.ADDRESS_BOOK, number) == null) {
      throw new Failed(Catalog.ADDRESS_NUMBER, "Address number " + number + " does not exist");
    }
    return number;
  }
}
