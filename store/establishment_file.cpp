// Each column is one row of a table here: its names, where its text goes, what it may hold.
#include "store/establishment_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/spelling.hpp"
#include "store/folded_text.hpp"

namespace partance::store {

using base::Message;

namespace {

using Place = std::string& (*)(Establishment&);
using Check = std::optional<Message> (*)(std::string_view text);

bool all_of(std::string_view text, bool (*is_fine)(char)) {
  return std::ranges::all_of(text, is_fine);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<Message> anything(std::string_view /*text*/) {
  return {};
}

std::optional<Message> identifier(std::string_view text) {
  const bool is_fine = !text.empty() && text.size() <= 60 && text.front() != '-' && text.back() != '-' &&
                       all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
  if (is_fine) return {};
  return Message{
      "écrivez un identifiant en minuscules sans accents, chiffres et tirets, par exemple « jean-monnet »",
      "write an identifier in lower-case letters without accents, digits and hyphens, such as “jean-monnet”"};
}

std::optional<Message> country(std::string_view text) {
  if (text.size() == 2 && all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; })) return {};
  return Message{"écrivez le code du pays en deux majuscules, par exemple FR",
                 "write the country's code in two capitals, such as FR"};
}

std::optional<Message> region(std::string_view text) {
  if (text.size() >= 2 && text.size() <= 3 && all_of(text, is_digit)) return {};
  return Message{"écrivez le code INSEE de la région, par exemple 84 (gardez le zéro de « 04 »)",
                 "write the INSEE code of the region, such as 84 (keep the zero of “04”)"};
}

std::optional<Message> address_of_page(std::string_view text) {
  const bool is_fine = (text.starts_with("https://") || text.starts_with("http://")) && text.size() <= 500 &&
                       text.find_first_of(" \"<>\n") == std::string_view::npos && text.find('.') != text.npos;
  if (is_fine) return {};
  return Message{"écrivez une adresse complète, par exemple https://www.univ.fr/international",
                 "write a full address, such as https://www.univ.fr/international"};
}

std::optional<Message> email(std::string_view text) {
  const auto at = text.find('@');
  const bool is_fine = at != text.npos && at > 0 && text.find('@', at + 1) == text.npos &&
                       text.find('.', at) != text.npos && !text.ends_with('.') && text.size() <= 254 &&
                       text.find_first_of(" ,;<>\"()\n") == text.npos;
  if (is_fine) return {};
  return Message{"écrivez une seule adresse électronique, par exemple international@univ.fr",
                 "write one e-mail address, such as international@univ.fr"};
}

std::optional<Message> phone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, is_digit);
  const bool is_fine = digits >= 4 && digits <= 15 && text.find_first_not_of("+0123456789 ().-") == text.npos;
  if (is_fine) return {};
  return Message{"écrivez un numéro, par exemple +33 4 00 00 00 00", "write a number, such as +33 4 00 00 00 00"};
}

std::optional<Message> date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  bool is_fine = text.size() == 4 || text.size() == 7 || text.size() == 10;
  for (std::size_t i = 0; i < text.size() && is_fine; ++i)
    is_fine = kShape[i] == '0' ? is_digit(text[i]) : text[i] == '-';
  if (is_fine && text.size() >= 7) is_fine = text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12";
  if (is_fine && text.size() == 10) is_fine = text.substr(8, 2) >= "01" && text.substr(8, 2) <= "31";
  if (is_fine) return {};
  return Message{"écrivez la date comme 2026-03-31, 2026-03 ou 2026", "write the date as 2026-03-31, 2026-03 or 2026"};
}

/// A word of a closed list, in English or in French.
struct Word {
  std::string_view kept;
  std::string_view fr;
  std::string_view en;
};
constexpr std::array<Word, 6> kKinds{{{"university", "université", "university"},
                                      {"school", "école", "school"},
                                      {"faculty", "faculté", "faculty"},
                                      {"institute", "institut", "institute"},
                                      {"crous", "crous", "crous"},
                                      {"other", "autre", "other"}}};
constexpr std::array<Word, 3> kMarks{{{"officiel", "officiel", "official"},
                                      {"secondaire", "secondaire", "secondary"},
                                      {"incertain", "incertain", "unsure"}}};

std::optional<Message> take_word(std::string& text, std::span<const Word> words) {
  const std::string typed = folded(text);
  Message expected{"écrivez ", "write "};
  for (const Word& word : words) {
    if (typed == folded(word.kept) || typed == folded(word.fr) || typed == folded(word.en)) {
      text = word.kept;
      return {};
    }
    const bool is_first = word.kept == words.front().kept;
    expected.fr += (is_first ? "" : ", ") + std::string(word.fr);
    expected.en += (is_first ? "" : ", ") + std::string(word.en);
  }
  return expected;
}

struct Column {
  std::string_view name;
  std::string_view french;
  Place place;
  Check check = anything;
  std::span<const Word> words{};
  std::size_t most_bytes = 300;
};

const std::array<Column, 21> kColumns{{
    {"id", "identifiant", [](Establishment& e) -> std::string& { return e.id; }, identifier},
    {"name_fr", "nom", [](Establishment& e) -> std::string& { return e.name.fr; }},
    {"name_en", "nom en anglais", [](Establishment& e) -> std::string& { return e.name.en; }},
    {"kind", "type", [](Establishment& e) -> std::string& { return e.kind; }, anything, kKinds},
    {"city", "ville", [](Establishment& e) -> std::string& { return e.city; }},
    {"region", "région", [](Establishment& e) -> std::string& { return e.region; }, region},
    {"country", "pays", [](Establishment& e) -> std::string& { return e.country; }, country},
    {"erasmus_code", "code erasmus", [](Establishment& e) -> std::string& { return e.erasmus_code; }, anything, {}, 40},
    {"website", "site", [](Establishment& e) -> std::string& { return e.website; }, address_of_page, {}, 500},
    {"office_fr", "bureau", [](Establishment& e) -> std::string& { return e.office.name.fr; }},
    {"office_en", "bureau en anglais", [](Establishment& e) -> std::string& { return e.office.name.en; }},
    {"email", "courriel", [](Establishment& e) -> std::string& { return e.office.email; }, email},
    {"phone", "téléphone", [](Establishment& e) -> std::string& { return e.office.phone; }, phone, {}, 40},
    {"address", "adresse", [](Establishment& e) -> std::string& { return e.office.address; }, anything, {}, 500},
    {"office_url",
     "page du bureau",
     [](Establishment& e) -> std::string& { return e.office.url; },
     address_of_page,
     {},
     500},
    {"opening_fr", "horaires", [](Establishment& e) -> std::string& { return e.office.opening.fr; }, anything, {}, 500},
    {"opening_en",
     "horaires en anglais",
     [](Establishment& e) -> std::string& { return e.office.opening.en; },
     anything,
     {},
     500},
    {"source", "source", [](Establishment& e) -> std::string& { return e.source; }},
    {"source_url",
     "adresse de la source",
     [](Establishment& e) -> std::string& { return e.source_url; },
     address_of_page,
     {},
     500},
    {"source_date", "date de la source", [](Establishment& e) -> std::string& { return e.source_date; }, date},
    {"reliability", "fiabilité", [](Establishment& e) -> std::string& { return e.reliability; }, anything, kMarks},
}};
constexpr std::string_view kAids = "aids", kAidsFrench = "aides";

/// Which field each column of the file fills; the aids are one past the last.
constexpr std::size_t kAidsField = kColumns.size();

std::string_view name_of(std::size_t field) {
  return field == kAidsField ? kAids : kColumns[field].name;
}

std::optional<std::size_t> field_named(std::string_view header) {
  const std::string wanted = folded(header);
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (wanted == folded(kColumns[i].name) || wanted == folded(kColumns[i].french)) return i;
  }
  if (wanted == kAids || wanted == kAidsFrench) return kAidsField;
  return {};
}

std::string_view nearest_name(std::string_view header) {
  const std::string wanted = folded(header);
  std::string_view best = "";
  std::size_t least = 4;
  for (std::size_t i = 0; i <= kColumns.size(); ++i) {
    const std::string_view french = i == kAidsField ? kAidsFrench : kColumns[i].french;
    for (const std::string_view name : {name_of(i), french}) {
      const std::size_t distance = base::edit_distance(wanted, folded(name), least);
      if (distance >= least) continue;
      least = distance;
      best = name;
    }
  }
  return best;
}

class Reader {
 public:
  Reader(const CsvTable& table, std::span<const std::string> known_aids, std::size_t most_faults)
      : table_(table), known_aids_(known_aids), most_faults_(most_faults) {}

  EstablishmentFile read() {
    file_.faults = table_.faults;
    if (table_.header.empty() || !read_header()) return std::move(file_);
    for (const CsvRow& row : table_.rows) {
      if (file_.faults.size() >= most_faults_) break;
      read_row(row);
    }
    return std::move(file_);
  }

 private:
  void fault(std::size_t line, std::string column, Message message) {
    file_.faults.push_back({line, std::move(column), std::move(message)});
  }

  bool read_header() {
    const std::size_t before = file_.faults.size();
    std::set<std::size_t> seen;
    for (const std::string& name : table_.header) {
      const auto field = field_named(name);
      if (!field) {
        const std::string near(nearest_name(name));
        fault(1, name,
              {"colonne inconnue" + (near.empty() ? " : retirez-la" : " : vouliez-vous écrire « " + near + " » ?"),
               "unknown column" + (near.empty() ? ": remove it" : ": did you mean “" + near + "”?")});
      } else if (!seen.insert(*field).second) {
        fault(1, name, {"colonne présente deux fois : retirez-en une", "column given twice: remove one"});
      }
      fields_.push_back(field.value_or(0));
    }
    for (const std::size_t needed : {0U, 1U, 3U}) {
      if (seen.contains(needed)) continue;
      const std::string name(kColumns[needed].name);
      fault(1, name,
            {"colonne absente : ajoutez-la (ou « " + std::string(kColumns[needed].french) + " »)",
             "column missing: add it"});
    }
    return file_.faults.size() == before;
  }

  void read_row(const CsvRow& row) {
    Establishment e;
    const std::size_t before = file_.faults.size();
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      const std::string& header = table_.header[i];
      if (fields_[i] == kAidsField) {
        read_aids(row, header, row.fields[i], e);
      } else {
        read_field(row, header, kColumns[fields_[i]], row.fields[i], e);
      }
    }
    if (e.name.en.empty()) e.name.en = e.name.fr;
    if (e.office.name.en.empty()) e.office.name.en = e.office.name.fr;
    if (e.office.opening.en.empty()) e.office.opening.en = e.office.opening.fr;
    if (!e.id.empty() && !ids_.insert(e.id).second) {
      fault(row.line, "id",
            {"« " + e.id + " » est déjà plus haut dans le fichier : gardez une seule ligne",
             "“" + e.id + "” stands higher up in the file already: keep one line"});
    }
    if (file_.faults.size() == before) file_.establishments.push_back(std::move(e));
  }

  void read_field(const CsvRow& row, const std::string& header, const Column& column, const std::string& text,
                  Establishment& e) {
    const bool is_needed = column.name == "id" || column.name == "name_fr" || column.name == "kind";
    if (text.empty()) {
      if (is_needed) fault(row.line, header, {"champ vide : remplissez-le", "empty field: fill it in"});
      return;
    }
    if (text.size() > column.most_bytes) {
      const std::string most = std::to_string(column.most_bytes);
      fault(row.line, header,
            {"texte trop long : " + most + " octets au plus", "text too long: at most " + most + " bytes"});
      return;
    }
    std::string& place = column.place(e);
    place = text;
    const auto wrong = column.words.empty() ? column.check(text) : take_word(place, column.words);
    if (wrong) fault(row.line, header, {"« " + text + " » : " + wrong->fr, "“" + text + "”: " + wrong->en});
  }

  void read_aids(const CsvRow& row, const std::string& header, std::string_view text, Establishment& e) {
    while (!text.empty()) {
      const auto bar = text.find('|');
      const auto one = text.substr(0, bar);
      const auto first = one.find_first_not_of(' ');
      text.remove_prefix(bar == text.npos ? text.size() : bar + 1);
      if (first == one.npos) continue;
      const std::string aid(one.substr(first, one.find_last_not_of(' ') - first + 1));
      if (std::ranges::find(e.aids, aid) != e.aids.end()) continue;
      if (!known_aids_.empty() && std::ranges::find(known_aids_, aid) == known_aids_.end()) {
        fault(row.line, header,
              {"« " + aid + " » n'est pas une aide du recueil : voyez « partance aids » ; séparez les aides par |",
               "“" + aid + "” is not an aid of the rulebook: see “partance aids”; separate aids by |"});
        continue;
      }
      e.aids.push_back(aid);
    }
    if (e.aids.size() > 200) fault(row.line, header, {"plus de 200 aides", "more than 200 aids"});
  }

  const CsvTable& table_;
  std::span<const std::string> known_aids_;
  std::size_t most_faults_;
  EstablishmentFile file_{};
  std::vector<std::size_t> fields_{};
  std::set<std::string> ids_{};
};

}  // namespace

EstablishmentFile read_establishment_file(std::string_view bytes, std::span<const std::string> known_aids,
                                          const CsvLimits& limits) {
  return Reader(read_csv(bytes, limits), known_aids, limits.faults).read();
}

std::string write_establishment_file(std::span<const Establishment> establishments) {
  std::string out = "\xef\xbb\xbf";  // with the mark and semicolons, a spreadsheet set to French opens it as it is
  std::vector<std::string> line;
  for (std::size_t i = 0; i <= kAidsField; ++i) line.emplace_back(name_of(i));
  append_csv_line(out, line, ';');
  for (Establishment establishment : establishments) {
    line.clear();
    for (const Column& column : kColumns) line.push_back(column.place(establishment));
    std::string aids;
    for (const std::string& aid : establishment.aids) aids += (aids.empty() ? "" : "|") + aid;
    line.push_back(std::move(aids));
    append_csv_line(out, line, ';');
  }
  return out;
}

}  // namespace partance::store
