package io.mlconnector.sandbox.jde;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of the address book and their columns (sheet 3.3). */
final class Tables {

  static final TableType ADDRESS_BOOK =
      TableType.of(
              "F0101",
              "Address Book Master",
              "AN8",
              "AN8:n:Address Number",
              "ALKY:20:Long Address",
              "TAX:20:Tax ID",
              "ALPH:40:Alpha Name",
              "MCU:r12:Business Unit",
              "SIC:10:Industry Class",
              "LNGP:2:Lang Pref",
              "AT1:3:Sch Typ",
              "CM:2:Cr Msg",
              "ATP:1:A/P Y/N/M",
              "ATR:1:A/R Y/N",
              "ATE:1:Emp Y/N",
              "AN81:n:1st Address Number",
              "AN82:n:2nd Address Number",
              "AN83:n:3rd Address Number",
              "AN84:n:4th Address Number",
              "AN85:n:5th Address Number",
              "AN86:n:Factor/Special Payee",
              "EFTB:d:Date Beginning Effective",
              "DUNS:13:D-U-N-S Number",
              "TX2:20:Add'l Ind Tax ID")
          .withCategories(30)
          .audited();
  static final TableType CUSTOMERS =
      TableType.of(
              "F03012",
              "Customer Master by Line of Business",
              "AN8 CO",
              "AN8:n:Address Number",
              "CO:5:Company",
              "ACL:a:Credit Limit",
              "TRAR:3:Payment Terms - A/R",
              "CRCD:3:Currency Code",
              "HDAR:1:Hold Invoices",
              "HOLD:2:Hold Orders Code",
              "CMGR:10:Credit Manager")
          .withCategories(30)
          .audited();
  static final TableType SUPPLIERS =
      TableType.of(
              "F0401",
              "Supplier Master",
              "AN8",
              "AN8:n:Address Number",
              "TRAP:3:Payment Terms - A/P",
              "HDPY:1:Hold Pmt Code",
              "HOLD:2:Hold Orders Code",
              "CRRP:3:A/B Amount Currency",
              "CRCA:3:Amount Currency",
              "TXA2:10:Tax Rate/Area 2")
          .audited();
  static final TableType PHONES =
      TableType.of(
              "F0115",
              "Address Book - Contact Phone Numbers",
              "AN8 IDLN CNLN RCK7",
              "AN8:n:Address Number",
              "IDLN:n:Line Number ID",
              "CNLN:n:Contact Person Line",
              "RCK7:n:Line Number - 7.0",
              "PHTP:4:Phone Type",
              "AR1:6:Prefix",
              "PH1:20:Phone Number")
          .audited();
  static final TableType EMAILS =
      TableType.of(
              "F01151",
              "Electronic Address",
              "AN8 IDLN RCK7",
              "AN8:n:Address Number",
              "IDLN:n:Line Number ID",
              "RCK7:n:Line Number - 7.0",
              "ETP:4:Elec Addr Type",
              "EMAL:256:Electronic Address",
              "EHIER:n:Messaging Indicator",
              "ECLASS:3:Category")
          .audited();
  static final TableType WHOS_WHO =
      TableType.of(
              "F0111",
              "Address Book - Who's Who",
              "AN8 IDLN",
              "AN8:n:Address Number",
              "IDLN:n:Line Number ID",
              "MLNM:40:Mailing Name",
              "ATTL:40:Contact Title",
              "GNNM:25:Given Name",
              "MDNM:25:Middle Name",
              "SRNM:25:Surname",
              "TYC:1:Type Code",
              "NTYP:3:Contact Type",
              "ACTIN:1:Active/Inactive Flag")
          .audited();
  static final TableType ADDRESSES =
      TableType.of(
              "F0116",
              "Address by Date",
              "AN8 EFTB",
              "AN8:n:Address Number",
              "EFTB:d:Date Beginning Effective",
              "EFTF:1:Effective Date Existence",
              "ADD1:40:Address Line 1",
              "ADD2:40:Address Line 2",
              "ADD3:40:Address Line 3",
              "ADD4:40:Address Line 4",
              "ADDZ:12:Postal Code",
              "CTY1:25:City",
              "ADDS:3:State",
              "CTR:3:Country")
          .audited();
  static final TableType RELATED =
      TableType.of(
              "F01112",
              "Related Persons",
              "AN8 IDLN CNLN",
              "AN8:n:Address Number",
              "IDLN:n:Line Number ID",
              "CNLN:n:Contact Person Line",
              "RELY:3:Relation Type",
              "RALP:40:Related Person Name")
          .audited();

  static final Map<String, TableType> ALL = all();

  private Tables() {}

  private static Map<String, TableType> all() {
    Map<String, TableType> all = new LinkedHashMap<>();
    for (TableType type :
        new TableType[] {
          ADDRESS_BOOK, CUSTOMERS, SUPPLIERS, WHOS_WHO, PHONES, EMAILS, ADDRESSES, RELATED
        }) {
      all.put(type.name(), type);
    }
    return all;
  }

  /** The table of that name; throws {@link IllegalArgumentException} naming those that are. */
  static TableType named(String name) {
    TableType type = ALL.get(name);
    if (type == null) {
      throw new IllegalArgumentException(name + ": none of the tables " + ALL.keySet());
    }
    return type;
  }
}
