// See batch_plan.hpp.
#include "cli/batch_plan.hpp"

#include <string_view>

namespace partance::cli {

namespace stream = microsimulation::stream;

namespace {

using base::Message;
using engine::batch::ColumnType;

std::string type_words(ColumnType type, base::Language language) {
  switch (type) {
    case ColumnType::kNumber:
      return Message{"nombre", "number"}.in(language);
    case ColumnType::kBoolean:
      return Message{"oui ou non", "yes or no"}.in(language);
    case ColumnType::kText:
      return Message{"texte", "text"}.in(language);
    case ColumnType::kDate:
      return Message{"jour", "day"}.in(language);
  }
  return {};
}

}  // namespace

std::string describe(const stream::Batch& batch, base::Language language) {
  const auto& model = batch.plan().program().model;
  const auto& schema = batch.schema();
  std::string out = Message{"Colonnes lues\n", "Columns read\n"}.in(language);
  for (const auto& column : schema.answered) {
    const std::string& header = schema.headers[column.header];
    const std::string& rule = model.rule(column.rule).name;
    out += "  " + rule + " : " + type_words(column.type, language);
    if (!column.unit.empty()) out += " (" + column.unit + ")";
    if (!header.starts_with(rule))
      out += Message{", colonne « " + header + " »", ", column “" + header + "”"}.in(language);
    if (!column.options.empty()) {
      const std::string count = std::to_string(column.options.size());
      out += Message{", " + count + " possibilités", ", " + count + " options"}.in(language);
    }
    out += '\n';
  }
  if (!schema.kept.empty()) out += Message{"Colonnes recopiées\n", "Columns copied\n"}.in(language);
  for (const std::size_t column : schema.kept) out += "  " + schema.headers[column] + '\n';
  const auto& constants = batch.plan().request().constants;
  if (!constants.empty()) out += Message{"Constantes\n", "Constants\n"}.in(language);
  for (const auto& constant : constants) out += "  " + model.rule(constant.rule).name + " = " + constant.answer + '\n';
  out += Message{"Calculs\n", "Targets\n"}.in(language);
  for (const auto& target : batch.shape().targets) {
    out += "  " + target.name + (target.unit.empty() ? std::string() : " (" + target.unit + ")") + '\n';
  }
  return out + '\n' + engine::batch::describe(batch.plan(), language);
}

}  // namespace partance::cli
