package dev.rapport.customers.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column can mean, with the headers it is guessed from: lower case, without accents,
/// letters and digits only, words apart by one space; the surest first. They are those of common
/// shop, CRM and phone-book exports in English, German, French and Spanish.
public enum ImportField {
  EXTERNAL_ID(
      "external id|customer id|customer no|customer number|customer nr|client id|client no"
          + "|account id|account number|account no|contact id|record id|kundennummer|kunden nr"
          + "|kundennr|numero client|id cliente|numero de cliente|id|uid|uuid"),
  NAME(
      "name|full name|fullname|customer|customer name|display name|company|company name"
          + "|account name|firma|nom complet|nombre completo|vollstandiger name"),
  FIRST_NAME("first name|firstname|name first|given name|givenname|forename|vorname|prenom|nombre"),
  LAST_NAME(
      "last name|lastname|name last|surname|family name|familyname|nachname|nom|nom de famille"
          + "|apellido|apellidos"),
  EMAIL(
      "email|e mail|mail|email address|e mail address|mail address|email 1|email 2|work email"
          + "|home email|e mail adresse|emailadresse|courriel|adresse e mail|adresse email|correo"
          + "|correo electronico"),
  PHONE(
      "phone|phone number|telephone|telephone number|tel|tel no|mobile|mobile phone"
          + "|mobile number|cell|cell phone|phone 1|phone 2|work phone|home phone|business phone"
          + "|msisdn|telefon|telefonnummer|handy|mobil|portable|telefono|movil"),
  LANGUAGE("language|lang|locale|preferred language|sprache|langue|idioma"),
  VALUE(
      "value|customer value|lifetime value|ltv|clv|revenue|total spent|total spend|umsatz"
          + "|kundenwert|chiffre d affaires|valor"),
  CURRENCY("currency|currency code|wahrung|devise|moneda"),
  BAND("band|value band|tier|customer tier"),
  NOTE("note|notes|comment|comments|remark|remarks|notiz|bemerkung|nota"),
  SINCE(
      "customer since|since|created|created at|creation date|signup date|member since|kunde seit"
          + "|client depuis|cliente desde"),
  POSTCODE(
      "postcode|post code|postal code|zip|zip code|zipcode|plz|postleitzahl|code postal"
          + "|codigo postal"),
  BIRTH_DATE(
      "birth date|birthdate|date of birth|dob|birthday|geburtsdatum|date de naissance"
          + "|fecha de nacimiento");

  private final String headers;

  ImportField(String headers) {
    this.headers = headers;
  }

  /// As it is written in `--map field=Header`: `first-name`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The field of a `--map` key; case and `_` or `-` do not matter.
  public static Optional<ImportField> ofKey(String key) {
    String wanted = key.strip().replace('_', '-');
    return Arrays.stream(values()).filter(f -> f.key().equalsIgnoreCase(wanted)).findFirst();
  }

  /// Whether several columns may carry it: people have more than one number.
  boolean many() {
    return this == EMAIL || this == PHONE;
  }

  /// How far down the list of this field's headers `normalised` stands, or -1.
  int rank(String normalised) {
    return List.of(headers.split("\\|")).indexOf(normalised);
  }
}
