package io.mlconnector.sandbox.zoho;

import static io.mlconnector.sandbox.zoho.Field.custom;
import static io.mlconnector.sandbox.zoho.Field.lookup;
import static io.mlconnector.sandbox.zoho.Field.of;
import static io.mlconnector.sandbox.zoho.Field.pickList;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of the three modules (sheet B2): the vendor's own, and behind them what this
 * organization added. Tax id, credit and terms are custom, as nothing of the kind comes with them;
 * {@code ERP_Id} is unique, {@code ERP_Key} is an external field, {@code Tax_ID} and {@code
 * Account_Email} are neither.
 */
final class StandardFields {

  static final String CREATED = "Created_Time";
  static final String MODIFIED = "Modified_Time";

  private StandardFields() {}

  static List<Field> accounts() {
    return all(
        Stream.of(
            of("Account_Name", FieldType.TEXT).asMandatory().asLong(200),
            of("Account_Number", FieldType.BIGINT),
            pickList(
                "Account_Type",
                "Analyst",
                "Competitor",
                "Customer",
                "Distributor",
                "Integrator",
                "Investor",
                "Other",
                "Partner",
                "Press",
                "Prospect",
                "Reseller",
                "Supplier",
                "Vendor"),
            of("Account_Site", FieldType.TEXT).asLong(80),
            industry("Industry"),
            of("Phone", FieldType.PHONE),
            of("Fax", FieldType.PHONE),
            of("Website", FieldType.WEBSITE),
            of("Annual_Revenue", FieldType.CURRENCY),
            of("Employees", FieldType.INTEGER),
            pickList("Ownership", "Other", "Private", "Public", "Subsidiary"),
            lookup("Parent_Account", "Accounts"),
            of("SIC_Code", FieldType.INTEGER),
            of("Ticker_Symbol", FieldType.TEXT).asLong(30),
            pickList("Rating", "Acquired", "Active", "Market Failed", "Project Cancelled")),
        address("Billing_"),
        address("Shipping_"),
        Stream.of(
            key(),
            external(),
            custom("Tax_ID", FieldType.TEXT).asLong(60),
            custom("Credit_Limit", FieldType.CURRENCY),
            pickList("Credit_Currency", "EUR", "USD", "GBP", "SEK", "PLN", "BRL", "JPY", "NOK")
                .asCustom(),
            terms(),
            pickList("Credit_Status", "Open", "Watch", "On Hold").asCustom(),
            custom("Credit_Message", FieldType.TEXT),
            custom("Account_Email", FieldType.TEXT).asLong(100),
            custom("Category", FieldType.TEXT).asLong(60)));
  }

  static List<Field> contacts() {
    return all(
        Stream.of(
            of("First_Name", FieldType.TEXT).asLong(40),
            of("Last_Name", FieldType.TEXT).asMandatory().asLong(80),
            of("Email", FieldType.EMAIL),
            of("Secondary_Email", FieldType.EMAIL),
            of("Phone", FieldType.PHONE),
            of("Mobile", FieldType.PHONE),
            of("Title", FieldType.TEXT).asLong(100),
            of("Department", FieldType.TEXT).asLong(50),
            of("Email_Opt_Out", FieldType.BOOLEAN),
            of("Date_of_Birth", FieldType.DATE),
            lookup("Account_Name", "Accounts"),
            lookup("Vendor_Name", "Vendors")),
        address("Mailing_", "Zip"),
        address("Other_", "Zip"),
        Stream.of(key(), external()));
  }

  static List<Field> vendors() {
    return all(
        Stream.of(
            of("Vendor_Name", FieldType.TEXT).asMandatory().asLong(200),
            of("Email", FieldType.EMAIL),
            of("Phone", FieldType.PHONE),
            of("Website", FieldType.WEBSITE),
            pickList("GL_Account", "Sales-Software", "Sales-Hardware", "Rental-Income", "Other"),
            of("Category", FieldType.TEXT).asLong(50),
            of("Street", FieldType.TEXT).asLong(250),
            of("City", FieldType.TEXT).asLong(100),
            of("State", FieldType.TEXT).asLong(100),
            of("Zip_Code", FieldType.TEXT).asLong(30),
            of("Country", FieldType.TEXT).asLong(100)),
        Stream.of(
            key(),
            external(),
            custom("Tax_ID", FieldType.TEXT).asLong(60),
            terms(),
            industry("Industry").asCustom(),
            pickList("Credit_Status", "Open", "Watch", "On Hold").asCustom()));
  }

  private static Field key() {
    return custom("ERP_Id", FieldType.TEXT).asLong(100).asUnique();
  }

  private static Field external() {
    return custom("ERP_Key", FieldType.TEXT).asLong(100).asExternal();
  }

  private static Field terms() {
    return pickList("Payment_Terms", "Net 30", "Net 45", "Net 60", "Immediate", "2/10 Net 30")
        .asCustom();
  }

  private static Field industry(String apiName) {
    return pickList(
        apiName,
        "Communications",
        "Consulting",
        "Education",
        "Financial Services",
        "Government/Military",
        "Manufacturing",
        "Real Estate",
        "Retail",
        "Technology",
        "Transportation",
        "Wholesale");
  }

  private static Stream<Field> address(String prefix) {
    return address(prefix, "Code");
  }

  private static Stream<Field> address(String prefix, String postal) {
    return Stream.of(
        of(prefix + "Street", FieldType.TEXT).asLong(250),
        of(prefix + "City", FieldType.TEXT).asLong(100),
        of(prefix + "State", FieldType.TEXT).asLong(100),
        of(prefix + postal, FieldType.TEXT).asLong(30),
        of(prefix + "Country", FieldType.TEXT).asLong(100));
  }

  @SafeVarargs
  private static List<Field> all(Stream<Field>... parts) {
    List<Field> fields = new ArrayList<>();
    for (Stream<Field> part : parts) {
      part.forEach(fields::add);
    }
    fields.add(of("Description", FieldType.TEXTAREA));
    fields.add(of("Owner", FieldType.OWNERLOOKUP));
    fields.add(of("Created_By", FieldType.OWNERLOOKUP).asReadOnly());
    fields.add(of("Modified_By", FieldType.OWNERLOOKUP).asReadOnly());
    fields.add(of(CREATED, FieldType.DATETIME).asReadOnly());
    fields.add(of(MODIFIED, FieldType.DATETIME).asReadOnly());
    fields.add(of("Locked__s", FieldType.BOOLEAN).asReadOnly());
    return fields;
  }
}
