// See batch_plan.hpp.
#include "cli/batch_plan.hpp"

namespace partance::cli {

namespace stream = microsimulation::stream;

std::string describe(const stream::Batch& batch, base::Language language) {
  const auto& schema = batch.schema();
  std::string out = engine::batch::describe(batch.plan(), language);
  const bool french = language == base::Language::kFrench;
  if (!schema.kept.empty()) out += french ? "Colonnes recopiées :\n" : "Columns copied:\n";
  for (const std::size_t column : schema.kept) out += "  " + schema.headers[column] + '\n';
  out += french ? "Colonnes calculées :\n" : "Columns computed:\n";
  for (const auto& target : batch.shape().targets) {
    out += "  " + target.name + (target.unit.empty() ? std::string() : " (" + target.unit + ")") + '\n';
  }
  return out;
}

}  // namespace partance::cli
