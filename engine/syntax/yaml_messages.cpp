// The table of libyaml's refusals, most frequent mistakes first.
#include "engine/syntax/yaml_messages.hpp"

#include <array>
#include <string>

namespace partance::engine::syntax {
namespace {

struct Row {
  std::string_view problem;
  std::string_view context;  ///< part of libyaml's context; empty matches any
  YamlMessage message;
};

/// A character that may not start a value.
YamlMessage forbidden_start(std::string_view rest) {
  const char c = rest.empty() ? '\0' : rest[0];
  if (c == '\t') {
    return {{"une tabulation sert ici d'indentation", "a tab is used here as indentation"},
            {"indentez avec des espaces", "indent with spaces"}};
  }
  const std::string character(1, c);
  return {
      {"une valeur ne peut pas commencer par « " + character + " »", "a value cannot start with \"" + character + "\""},
      {"mettez la valeur entre guillemets", "put the value between quotes"}};
}

const std::array<Row, 19>& rows() {
  static const std::array<Row, 19> kRows{{
      {"mapping values are not allowed in this context",
       "",
       {{"« : » n'est pas attendu ici", "\":\" is not expected here"},
        {"si la valeur contient « : », mettez-la entre guillemets ; sinon vérifiez l'indentation",
         "if the value contains \":\", put it between quotes; otherwise check the indentation"}}},
      {"could not find expected ':'",
       "",
       {{"il manque « : » après cette clé", "\":\" is missing after this key"},
        {"écrivez « clé: valeur », ou vérifiez l'indentation", "write \"key: value\", or check the indentation"},
        true}},
      {"did not find expected key",
       "",
       {{"une clé est attendue ici", "a key is expected here"},
        {"alignez les clés d'un même objet, et fermez les guillemets avant la fin de la valeur",
         "align the keys of one mapping, and close quotes at the end of the value"}}},
      {"did not find expected '-' indicator",
       "",
       {{"un élément de liste « - » est attendu ici", "a list item \"-\" is expected here"},
        {"alignez les tirets d'une même liste", "align the dashes of one list"}}},
      {"found unexpected end of stream",
       "quoted scalar",
       {{"ces guillemets ne sont jamais fermés", "these quotes are never closed"},
        {"ajoutez le guillemet fermant", "add the closing quote"},
        true}},
      {"found unexpected document indicator",
       "",
       {{"« --- » ou « ... » interrompt un texte entre guillemets", "\"---\" or \"...\" interrupts a quoted text"},
        {"fermez les guillemets", "close the quotes"},
        true}},
      {"did not find expected ',' or ']'",
       "",
       {{"« , » ou « ] » est attendu dans cette liste", "\",\" or \"]\" is expected in this list"},
        {"fermez la liste par « ] »", "close the list with \"]\""}}},
      {"did not find expected ',' or '}'",
       "",
       {{"« , » ou « } » est attendu dans cet objet", "\",\" or \"}\" is expected in this mapping"},
        {"fermez l'objet par « } »", "close the mapping with \"}\""}}},
      {"found unknown escape character",
       "",
       {{"cette séquence avec \\ n'existe pas entre guillemets doubles",
         "this \\ sequence does not exist between double quotes"},
        {"doublez la barre oblique (\\\\), ou utilisez des guillemets simples",
         "double the backslash (\\\\), or use single quotes"}}},
      {"found invalid Unicode character escape code",
       "",
       {{"cette séquence avec \\ n'est pas un caractère", "this \\ sequence is not a character"},
        {"écrivez le caractère lui-même en UTF-8", "write the character itself in UTF-8"}}},
      {"did not find expected hexdecimal number",
       "",
       {{"des chiffres hexadécimaux sont attendus ici", "hexadecimal digits are expected here"},
        {"écrivez le caractère lui-même en UTF-8", "write the character itself in UTF-8"}}},
      {"did not find expected comment or line break",
       "",
       {{"rien ne suit « | » ou « > » sur la même ligne", "nothing follows \"|\" or \">\" on the same line"},
        {"commencez le texte à la ligne suivante, ou mettez la valeur entre guillemets",
         "start the text on the next line, or put the value between quotes"}}},
      {"block sequence entries are not allowed in this context",
       "",
       {{"un élément de liste n'est pas attendu ici", "a list item is not expected here"},
        {"commencez la liste à la ligne suivante", "start the list on the next line"}}},
      {"mapping keys are not allowed in this context",
       "",
       {{"« ? » n'est pas attendu ici", "\"?\" is not expected here"},
        {"mettez la valeur entre guillemets", "put the value between quotes"}}},
      {"did not find expected node content",
       "",
       {{"une valeur est attendue ici", "a value is expected here"},
        {"écrivez une valeur, ou retirez la virgule", "write a value, or remove the comma"}}},
      {"control characters are not allowed",
       "",
       {{"ce caractère de contrôle n'est pas permis", "this control character is not allowed"},
        {"effacez ce caractère invisible", "delete this invisible character"}}},
      {"did not find expected alphabetic or numeric character",
       "",
       {{"un nom est attendu après « & » ou « * »", "a name is expected after \"&\" or \"*\""},
        {"si la valeur commence par « * » ou « & », mettez-la entre guillemets",
         "if the value starts with \"*\" or \"&\", put it between quotes"}}},
      {"found a tab character",
       "",
       {{"une tabulation sert ici d'indentation", "a tab is used here as indentation"},
        {"indentez avec des espaces", "indent with spaces"}}},
      {"did not find expected <document start>",
       "",
       {{"la fin du document est attendue ici", "the end of the document is expected here"},
        {"vérifiez l'indentation : une clé à la racine commence en colonne 1",
         "check the indentation: a key at the root starts at column 1"}}},
  }};
  return kRows;
}

}  // namespace

YamlMessage yaml_message(std::string_view problem, std::string_view context, std::string_view rest) {
  if (problem.starts_with("found character that cannot start any token")) return forbidden_start(rest);
  for (const Row& row : rows()) {
    if (problem.starts_with(row.problem) && context.find(row.context) != std::string_view::npos) return row.message;
  }
  return {{"YAML mal formé (" + std::string(problem) + ")", "malformed YAML (" + std::string(problem) + ")"},
          {"vérifiez l'indentation et les guillemets", "check the indentation and the quotes"}};
}

}  // namespace partance::engine::syntax
