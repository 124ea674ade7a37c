// Size and encoding of a source text, and the words for what a builder refused.
#include "engine/syntax/source_checks.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.hpp"

namespace partance::engine::syntax {
namespace {

/// The French letters of Windows-1252 and Latin-1, as a reader would recognise them.
std::string_view windows_letter(unsigned char byte) {
  struct Letter {
    unsigned char byte;
    std::string_view text;
  };
  static constexpr std::array<Letter, 20> kLetters{{
      {0xE0, "à"}, {0xE2, "â"}, {0xE7, "ç"}, {0xE8, "è"}, {0xE9, "é"},
      {0xEA, "ê"}, {0xEB, "ë"}, {0xEE, "î"}, {0xEF, "ï"}, {0xF4, "ô"},
      {0xF9, "ù"}, {0xFB, "û"}, {0xFC, "ü"}, {0xC0, "À"}, {0xC9, "É"},
      {0xCA, "Ê"}, {0x80, "€"}, {0x92, "’"}, {0xB0, "°"}, {0xA0, "espace insécable"},
  }};
  const auto found = std::ranges::find(kLetters, byte, &Letter::byte);
  return found == kLetters.end() ? std::string_view() : found->text;
}

base::Message save_as_utf8() {
  return {"enregistrez le fichier en UTF-8", "save the file as UTF-8"};
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'0', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

Diagnostic not_utf8(std::string_view text, std::size_t at, std::uint32_t source) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::string_view letter = windows_letter(byte);
  const std::string code = hexadecimal(byte);
  base::Message message{"l'octet " + code + " n'est pas de l'UTF-8", "byte " + code + " is not UTF-8"};
  if (!letter.empty()) {
    message.fr += " (« " + std::string(letter) + " » en Windows-1252)";
    message.en += " (\"" + std::string(letter) + "\" in Windows-1252)";
  }
  const auto begin = static_cast<std::uint32_t>(at);
  return {"encoding", Severity::kError, std::move(message), {}, {source, begin, begin + 1}, save_as_utf8()};
}

}  // namespace

std::optional<Diagnostic> check_source(std::string_view text, std::uint32_t source, const ReadLimits& limits) {
  if (text.size() > limits.bytes) {
    return Diagnostic{
        "document-too-large",
        Severity::kError,
        {"le texte a " + std::to_string(text.size()) + " octets, au plus " + std::to_string(limits.bytes) + " sont lus",
         "the text has " + std::to_string(text.size()) + " bytes, at most " + std::to_string(limits.bytes) +
             " are read"},
        {},
        {source, 0, 0},
        {"découpez-le en plusieurs fichiers", "split it into several files"}};
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Diagnostic{"encoding", Severity::kError, {"ce texte est en UTF-16", "this text is in UTF-16"},
                      {},         {source, 0, 2},   save_as_utf8()};
  }
  const std::size_t invalid = base::first_invalid_utf8(text);
  if (invalid != text.size()) return not_utf8(text, invalid, source);
  return std::nullopt;
}

Diagnostic limit_reached(DocumentBuilder::Outcome outcome, const ReadLimits& limits, Span span) {
  if (outcome == DocumentBuilder::Outcome::kTooDeep) {
    const std::string depth = std::to_string(limits.depth);
    return {"document-too-deep",
            Severity::kError,
            {"plus de " + depth + " niveaux de listes et d'objets imbriqués",
             "more than " + depth + " nested lists and mappings"},
            {},
            span,
            {"sortez la partie la plus profonde dans une règle à part", "move the deepest part to a rule of its own"}};
  }
  const std::string nodes = std::to_string(limits.nodes);
  return {"document-too-many-nodes",
          Severity::kError,
          {"plus de " + nodes + " valeurs, alias développés", "more than " + nodes + " values, aliases expanded"},
          {},
          span,
          {"découpez le texte, ou retirez des alias", "split the text, or remove aliases"}};
}

void report_repeated_keys(const DocumentBuilder& builder, const Sources& sources, std::uint32_t source,
                          std::vector<Diagnostic>& diagnostics) {
  for (const RepeatedKey& repeated : builder.repeated_keys()) {
    const Position first = sources.position(source, repeated.first.key_begin);
    const std::string line = std::to_string(first.line);
    const std::string column = std::to_string(first.column);
    diagnostics.push_back({"duplicate-key",
                           Severity::kError,
                           {"cette clé est déjà écrite ligne " + line + ", colonne " + column,
                            "this key is already written at line " + line + ", column " + column},
                           {},
                           {source, repeated.again.key_begin, repeated.again.key_end},
                           {"gardez l'une des deux, ou renommez-la", "keep one of the two, or rename it"}});
  }
}

}  // namespace partance::engine::syntax
