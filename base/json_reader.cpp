// RapidJSON's iterative reader behind JsonEvents: finds the places, checks UTF-8, depth and numbers.
#include "base/json_reader.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <rapidjson/reader.h>

#include "base/number_text.hpp"
#include "base/utf8.hpp"

namespace partance::base {
namespace {

/// The input as RapidJSON wants it: any length, no final zero needed.
class TextStream {
 public:
  using Ch = char;

  explicit TextStream(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  // The names are RapidJSON's.
  [[nodiscard]] Ch Peek() const { return at_ == end_ ? '\0' : *at_; }
  Ch Take() { return at_ == end_ ? '\0' : *at_++; }
  [[nodiscard]] std::size_t Tell() const { return static_cast<std::size_t>(at_ - begin_); }
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

/// RapidJSON's handler: each piece begins after the spaces, commas and colons that follow the one before.
class Handler {
 public:
  using SizeType = rapidjson::SizeType;

  Handler(std::string_view text, const TextStream& stream, JsonEvents& events, std::size_t max_depth)
      : text_(text), stream_(stream), events_(events), max_depth_(max_depth) {}

  bool Null() { return events_.null(next(4)); }
  bool Bool(bool value) { return events_.boolean(value, next(value ? 4 : 5)); }
  bool RawNumber(const char* digits, SizeType size, bool) {
    const JsonPlace place = next(size);
    const auto number = parse_number(std::string_view(digits, size));
    too_big_ = !number || !std::isfinite(*number);
    return !too_big_ && events_.number(*number, place);
  }
  bool String(const char* text, SizeType size, bool) { return events_.text(std::string_view(text, size), next_text()); }
  bool Key(const char* text, SizeType size, bool) { return events_.key(std::string_view(text, size), next_text()); }
  bool StartObject() { return enter() && events_.begin_object(next(1)); }
  bool EndObject(SizeType) {
    --depth_;
    return events_.end_object(next(1));
  }
  bool StartArray() { return enter() && events_.begin_array(next(1)); }
  bool EndArray(SizeType) {
    --depth_;
    return events_.end_array(next(1));
  }
  // Never called: numbers come as RawNumber.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] bool too_big() const { return too_big_; }
  /// Where the last piece met begins.
  [[nodiscard]] std::size_t last_begin() const { return last_.begin; }
  [[nodiscard]] std::size_t next_begin() const {
    const std::size_t at = text_.find_first_not_of(" \t\r\n,:", last_.end);
    return at == std::string_view::npos ? text_.size() : at;
  }

 private:
  JsonPlace next(std::size_t size) {
    const std::size_t begin = next_begin();
    last_ = {begin, begin + size};
    return last_;
  }
  JsonPlace next_text() {
    last_ = {next_begin(), stream_.Tell()};
    return last_;
  }
  bool enter() {
    too_deep_ = ++depth_ > max_depth_;
    return !too_deep_;
  }

  std::string_view text_;
  const TextStream& stream_;
  JsonEvents& events_;
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  JsonPlace last_;
  bool too_deep_ = false;
  bool too_big_ = false;
};

JsonError syntax(std::size_t offset, Message message, Message hint) {
  return {JsonErrorKind::kSyntax, offset, std::move(message), std::move(hint)};
}

JsonError number_too_big(std::size_t offset) {
  return syntax(offset, {"ce nombre est trop grand", "this number is too large"},
                {"il doit être inférieur à 1,8e308 en valeur absolue", "its absolute value must be less than 1.8e308"});
}

Message quote_it() {
  return {"mettez les textes entre guillemets doubles ; seuls true, false et null s'écrivent sans guillemets",
          "put texts between double quotes; only true, false and null are written without quotes"};
}

JsonError describe(rapidjson::ParseErrorCode code, std::size_t at, std::string_view text) {
  const bool at_end = at >= text.size();
  const bool control = !at_end && static_cast<unsigned char>(text[at]) < 0x20;
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return syntax(at, {"le texte est vide", "the text is empty"}, {"écrivez un objet : {}", "write an object: {}"});
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return syntax(at, {"du texte suit la fin de la valeur", "there is text after the end of the value"},
                    {"un texte JSON ne contient qu'une valeur", "a JSON text holds a single value"});
    case rapidjson::kParseErrorObjectMissName:
      return syntax(at, {"une clé entre guillemets est attendue ici", "a key between quotes is expected here"},
                    {"retirez la virgule en trop, ou mettez la clé entre guillemets doubles",
                     "remove the extra comma, or put the key between double quotes"});
    case rapidjson::kParseErrorObjectMissColon:
      return syntax(at, {"« : » est attendu après la clé", "\":\" is expected after the key"},
                    {"écrivez \"clé\": valeur", "write \"key\": value"});
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return syntax(
          at, {"« , » ou « } » est attendu ici", "\",\" or \"}\" is expected here"},
          {"séparez les clés par des virgules et fermez l'objet", "separate keys with commas and close the object"});
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return syntax(at, {"« , » ou « ] » est attendu ici", "\",\" or \"]\" is expected here"},
                    {"séparez les valeurs par des virgules et fermez la liste",
                     "separate values with commas and close the array"});
    case rapidjson::kParseErrorStringMissQuotationMark:
      return syntax(at, {"ces guillemets ne sont jamais fermés", "these quotes are never closed"},
                    {"ajoutez le guillemet fermant", "add the closing quote"});
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return syntax(at, {"cette séquence \\u n'est pas un caractère", "this \\u sequence is not a character"},
                    {"écrivez le caractère lui-même en UTF-8", "write the character itself in UTF-8"});
    case rapidjson::kParseErrorNumberTooBig:
      return number_too_big(at);
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
      return syntax(
          at, {"ce nombre n'est pas fini d'écrire", "this number is not complete"},
          {"un chiffre suit toujours le point ou l'exposant", "a digit always follows the point or the exponent"});
    default:
      break;
  }
  if (code == rapidjson::kParseErrorStringEscapeInvalid && control) {
    return syntax(at,
                  {"un caractère de contrôle ou un retour à la ligne est écrit tel quel dans un texte",
                   "a control character or a line break stands as it is in a text"},
                  {"écrivez \\n pour un retour à la ligne, \\t pour une tabulation",
                   "write \\n for a line break, \\t for a tab"});
  }
  if (code == rapidjson::kParseErrorStringEscapeInvalid) {
    return syntax(at, {"cette séquence avec \\ n'existe pas en JSON", "this \\ sequence does not exist in JSON"},
                  {"doublez la barre oblique inverse : \\\\", "double the backslash: \\\\"});
  }
  if (at_end) {
    return syntax(at, {"le texte s'arrête trop tôt", "the text stops too early"},
                  {"vérifiez que le fichier est complet", "check that the file is complete"});
  }
  return syntax(at, {"une valeur est attendue ici", "a value is expected here"}, quote_it());
}

}  // namespace

std::optional<JsonError> read_json(std::string_view text, JsonEvents& events, std::size_t max_depth) {
  if (const std::size_t invalid = first_invalid_utf8(text); invalid != text.size()) {
    return JsonError{JsonErrorKind::kNotUtf8,
                     invalid,
                     {"cet octet n'est pas de l'UTF-8", "this byte is not UTF-8"},
                     {"enregistrez le texte en UTF-8", "save the text as UTF-8"}};
  }
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  TextStream stream(text);
  Handler handler(text, stream, events, max_depth);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (!result.IsError()) {
    // A zero byte looks like the end to RapidJSON.
    if (stream.Tell() == text.size()) return std::nullopt;
    return describe(rapidjson::kParseErrorDocumentRootNotSingular, stream.Tell(), text);
  }
  if (result.Code() != rapidjson::kParseErrorTermination) {
    const bool unclosed = result.Code() == rapidjson::kParseErrorStringMissQuotationMark;
    return describe(result.Code(), unclosed ? handler.next_begin() : std::min(result.Offset(), text.size()), text);
  }
  if (handler.too_deep()) {
    const std::string depth = std::to_string(max_depth);
    return JsonError{
        JsonErrorKind::kTooDeep,
        handler.next_begin(),
        {"plus de " + depth + " listes et objets imbriqués", "more than " + depth + " nested arrays and objects"},
        {"simplifiez la structure", "make the structure simpler"}};
  }
  if (handler.too_big()) return number_too_big(handler.last_begin());
  return JsonError{JsonErrorKind::kStopped, handler.last_begin(), {"lecture interrompue", "reading was stopped"}, {}};
}

}  // namespace partance::base
