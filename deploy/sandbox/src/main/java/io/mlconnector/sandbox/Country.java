package io.mlconnector.sandbox;

import java.util.List;

/** What names, addresses and phones look like in one country of the seeded company. */
public record Country(
    String code,
    String currency,
    String phonePrefix,
    List<String> legalForms,
    List<Town> towns,
    List<String> streets,
    boolean numberFirst,
    List<String> firstNames,
    List<String> lastNames) {

  /** A town with the start of its postal codes, written with # for each digit to be drawn. */
  public record Town(String name, String state, String postalPattern) {}

  private static List<String> words(String text) {
    return List.of(text.split("\\|"));
  }

  private static List<Town> towns(String text) {
    return words(text).stream()
        .map(town -> town.split(","))
        .map(part -> new Town(part[0], part[1].isEmpty() ? null : part[1], part[2]))
        .toList();
  }

  public static final List<Country> ALL =
      List.of(
          new Country(
              "DE",
              "EUR",
              "+49 30 23125 ###",
              words("GmbH|AG|GmbH & Co. KG|KG"),
              towns("Köln,NW,50###|Leipzig,SN,04###|München,BY,80###|Hamburg,HH,20###"),
              words("Hauptstraße|Lindenweg|Am Hafen|Gartenstraße|Mühlenweg|Goethestraße"),
              false,
              words("Anna|Jürgen|Katrin|Lukas|Sabine|Tobias|Heike|Björn|Mareike|Stefan"),
              words("Brandt|Schäfer|Vogel|Kühn|Böhm|Lorenz|Weiß|Hartung|Seidel|Kröger")),
          new Country(
              "FR",
              "EUR",
              "+33 1 99 00 ## ##",
              words("SAS|SARL|SA"),
              towns("Lyon,,6900#|Nantes,,44###|Lille,,59###|Bordeaux,,33###"),
              words("rue de la Gare|avenue des Tilleuls|rue du Moulin|quai des Brumes"),
              true,
              words("Élodie|Gaspard|Margaux|Théo|Chloé|Rémi|Solène|Benoît|Océane|Yann"),
              words("Lefèvre|Garnier|Perrin|Chevalier|Fabre|Renaud|Gauthier|Noël|Barbier|Aubry")),
          new Country(
              "GB",
              "GBP",
              "+44 20 7946 0###",
              words("Ltd|Limited|PLC"),
              towns("Leeds,,LS# #AB|Bristol,,BS# #QT|Glasgow,,G# #DX|Norwich,,NR# #LF"),
              words("High Street|Station Road|Mill Lane|Kings Court|Harbour Way"),
              true,
              words("Harriet|Oliver|Imogen|Callum|Freya|Rhys|Poppy|Angus|Niamh|Toby"),
              words("Ashworth|Pemberton|Hartley|O'Connell|Fairclough|Sutton|Mercer|Whitby|Lowe")),
          new Country(
              "US",
              "USD",
              "+1 212 555 01##",
              words("Inc.|LLC|Corp."),
              towns("Portland,OR,972##|Austin,TX,787##|Columbus,OH,432##|Madison,WI,537##"),
              words("Main Street|Maple Avenue|Industrial Parkway|Lake Drive|2nd Street"),
              true,
              words("Madison|Tyler|Brianna|Cody|Jasmine|Derek|Autumn|Marcus|Paige|Travis"),
              words("Caldwell|Whitaker|Brennan|Holloway|Pruitt|Delgado|Norwood|Stanton|Mayfield")),
          new Country(
              "ES",
              "EUR",
              "+34 91 000 ## ##",
              words("S.L.|S.A."),
              towns("Valencia,V,46###|Sevilla,SE,41###|Zaragoza,Z,50###|Málaga,MA,29###"),
              words("Calle Mayor|Avenida del Puerto|Calle de la Fuente|Paseo del Río"),
              false,
              words("Lucía|Álvaro|Nerea|Íñigo|Rocío|Gonzalo|Begoña|Andrés|Inés|Joaquín"),
              words("Peña|Cortés|Ibáñez|Quintana|Núñez|Salgado|Vidal|Herrero|Lozano|Márquez")),
          new Country(
              "NL",
              "EUR",
              "+31 20 555 0###",
              words("B.V.|N.V."),
              towns("Utrecht,UT,35## AB|Eindhoven,NB,56## CD|Groningen,GR,97## EF"),
              words("Dorpsstraat|Havenkade|Molenweg|Kerkplein"),
              false,
              words("Femke|Sander|Lieke|Joost|Maartje|Ruben|Sanne|Thijs|Anouk|Bram"),
              words("van Dijk|de Groot|Hoekstra|van der Meer|Postma|Kuiper|ter Haar|Willems")),
          new Country(
              "SE",
              "SEK",
              "+46 8 5550 0###",
              words("AB|Aktiebolag"),
              towns("Göteborg,,41# ##|Malmö,,21# ##|Uppsala,,75# ##"),
              words("Storgatan|Hamngatan|Björkvägen|Kungsgatan"),
              false,
              words("Åsa|Linnéa|Emil|Astrid|Oskar|Ebba|Hampus|Maja|Nils|Sigrid"),
              words("Lindqvist|Åkesson|Bergström|Sjöberg|Nyström|Håkansson|Ekdahl|Öberg")),
          new Country(
              "PL",
              "PLN",
              "+48 22 555 0# ##",
              words("Sp. z o.o.|S.A."),
              towns("Kraków,MA,30-###|Gdańsk,PM,80-###|Wrocław,DS,50-###|Łódź,LD,90-###"),
              words("ul. Kwiatowa|ul. Długa|ul. Słoneczna|ul. Ogrodowa"),
              false,
              words("Agnieszka|Łukasz|Małgorzata|Paweł|Zofia|Krzysztof|Ewelina|Michał"),
              words("Wiśniewska|Zieliński|Wójcik|Kamińska|Dąbrowski|Jabłońska|Górski|Żak")),
          new Country(
              "JP",
              "JPY",
              "+81 3 5550 0###",
              words("K.K.|G.K."),
              towns("Osaka,Osaka,53#-####|Nagoya,Aichi,46#-####|Sapporo,Hokkaido,06#-####"),
              words("Sakura-dori|Hon-machi|Minato-machi|Midori-cho"),
              true,
              words("Haruka|Kenta|Aoi|Daichi|Mei|Ryota|Sakura|Takumi|Yui|Sho"),
              words("Nakagawa|Fujimoto|Hayashida|Kuroda|Matsunaga|Onishi|Shirakawa|Tachibana")),
          new Country(
              "BR",
              "BRL",
              "+55 11 5550-0###",
              words("Ltda.|S.A."),
              towns("Campinas,SP,130##-###|Curitiba,PR,800##-###|Recife,PE,500##-###"),
              words("Rua das Flores|Avenida Central|Rua São João|Alameda dos Ipês"),
              false,
              words("João|Beatriz|Thiago|Letícia|Vinícius|Conceição|Mateus|Larissa|Caio|Júlia"),
              words("Araújo|Figueiredo|Magalhães|Teixeira|Siqueira|Brandão|Guimarães|Leão")));
}
