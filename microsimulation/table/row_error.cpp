// The words of what is wrong in a row (see row_error.hpp).
#include "microsimulation/table/row_error.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace partance::microsimulation::table {

namespace {

constexpr std::size_t kMostShown = 40;

/// What is wrong, less the column it is in.
base::Message what(const RowError& error) {
  switch (error.fault) {
    case RowFault::kNumber:
      return {"n'est pas un nombre (exemples : 12500, 12 500,50)", "is not a number (examples: 12500, 12 500,50)"};
    case RowFault::kNumberRange:
      return {"est un nombre trop grand", "is a number too large"};
    case RowFault::kUnit:
      return {"a une unité qui ne se convertit pas en celle de la colonne" +
                  (error.expected.empty() ? std::string() : " (" + error.expected + ")") + " : écrire le nombre seul",
              "has a unit that does not convert to the column's" +
                  (error.expected.empty() ? std::string() : " (" + error.expected + ")") + ": write the number alone"};
    case RowFault::kYesNo:
      return {"n'est pas une réponse par oui ou non (oui, non, vrai, faux, 1, 0)",
              "is not a yes or a no (yes, no, true, false, 1, 0)"};
    case RowFault::kDate:
      return {"n'est pas un jour qui existe (JJ/MM/AAAA ou AAAA-MM-JJ)",
              "is not a day that exists (DD/MM/YYYY or YYYY-MM-DD)"};
    case RowFault::kOption:
      return {"n'est pas une des possibilités : " + error.expected, "is not one of the options: " + error.expected};
    case RowFault::kText:
      return {"est un texte trop long pour une réponse", "is a text too long for an answer"};
    case RowFault::kUnknownKey:
      return {"est une clé absente du début du fichier : la déclarer avec --mapping",
              "is a key absent from the beginning of the file: declare it with --mapping"};
    case RowFault::kTwice:
      return {"est une clé écrite deux fois", "is a key written twice"};
    case RowFault::kKind:
      return {"est une liste ou un objet : une réponse est un nombre, un texte, true, false ou null",
              "is a list or an object: an answer is a number, a text, true, false or null"};
    default:
      return {};
  }
}

base::Message about_row(const RowError& error) {
  switch (error.fault) {
    case RowFault::kCells:
      return {"La ligne a " + error.found + " cellules, l'en-tête en a " + error.expected + ".",
              "The row has " + error.found + " cells, the header has " + error.expected + "."};
    case RowFault::kQuote:
      return {
          "Un guillemet n'est jamais fermé, ou du texte le suit : doubler les guillemets à l'intérieur d'une cellule.",
          "A quote is never closed, or text follows it: double the quotes inside a cell."};
    case RowFault::kEncoding:
      return {"Des octets ne sont pas de l'UTF-8 : enregistrer en UTF-8, ou donner --encoding windows-1252.",
              "Some bytes are not UTF-8: save as UTF-8, or give --encoding windows-1252."};
    case RowFault::kTooLong:
      return {"La ligne dépasse 1 Mio.", "The row is longer than 1 MiB."};
    case RowFault::kJson:
      return {"La ligne n'est pas un objet JSON : " + error.found, "The line is not a JSON object: " + error.expected};
    default:
      return {};
  }
}

}  // namespace

std::string_view row_fault_code(RowFault fault) {
  switch (fault) {
    case RowFault::kNumber:
      return "number";
    case RowFault::kNumberRange:
      return "number-range";
    case RowFault::kUnit:
      return "unit";
    case RowFault::kYesNo:
      return "yes-no";
    case RowFault::kDate:
      return "date";
    case RowFault::kOption:
      return "option";
    case RowFault::kText:
      return "text";
    case RowFault::kCells:
      return "cells";
    case RowFault::kQuote:
      return "quote";
    case RowFault::kEncoding:
      return "encoding";
    case RowFault::kTooLong:
      return "too-long";
    case RowFault::kJson:
      return "json";
    case RowFault::kUnknownKey:
      return "unknown-key";
    case RowFault::kTwice:
      return "twice";
    case RowFault::kKind:
      return "kind";
    case RowFault::kNone:
      break;
  }
  return "";
}

base::Message row_error_message(const RowError& error, std::string_view header, bool with_found) {
  if (error.column == RowError::kWholeRow && error.fault != RowFault::kUnknownKey) return about_row(error);
  const base::Message why = what(error);
  const std::string column(header);
  const std::string cell_fr = with_found ? "« " + error.found + " » " : "la cellule ";
  const std::string cell_en = with_found ? "“" + error.found + "” " : "the cell ";
  if (error.fault == RowFault::kUnknownKey) return {cell_fr + why.fr + ".", cell_en + why.en + "."};
  return {column + " : " + cell_fr + why.fr + ".", column + ": " + cell_en + why.en + "."};
}

std::string shown_cell(std::string_view cell) {
  std::string out;
  for (std::size_t at = 0; at < cell.size();) {
    if (out.size() >= kMostShown) return out + "…";
    const std::size_t size = base::utf8_size(cell, at);
    if (size == 0 || static_cast<unsigned char>(cell[at]) < 0x20 || cell[at] == 0x7f) {
      out += size == 0 ? "\uFFFD" : " ";
      ++at;
      continue;
    }
    out.append(cell, at, size);
    at += size;
  }
  return out;
}

}  // namespace partance::microsimulation::table
