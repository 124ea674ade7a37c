// The code of a batch: the live operations of a flow in order, each with the scratch columns it reads and writes.
//
// Made from a flow and the outcomes of the targets (schedule()); run by workers, which own the scratch columns. A
// scratch column is used again as soon as nobody needs what it held, so that those of a chunk stay in the fastest
// cache.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/batch/outcome.hpp"
#include "engine/batch/recorded_flow.hpp"

namespace partance::engine::batch {

/// Where an operand stands.
struct Place {
  enum class In : std::uint8_t { kNowhere, kScratch, kInput, kConstant };
  In in = In::kNowhere;
  std::uint32_t at = 0;  ///< scratch column of its shape, or input
  double number = 0;     ///< constants: the number, or 0 or 1 of a mask
  std::uint32_t text = 0;
};

/// One operation of the flow, or a target put together.
struct CodeStep {
  bool is_target = false;
  std::uint32_t target = 0;  ///< when is_target; index in Code::targets
  Operation operation = Operation::kNever;
  std::uint32_t out = 0;  ///< scratch column of its shape
  Place a;
  Place b;
  Place c;
  std::uint32_t place = 0;  ///< in factors or scales; the unit of a duration; the input of a column of states
  double number = 0;
};

/// An alternative of a target as a worker writes it out.
struct Piece {
  Sort sort = Sort::kUndefined;
  value::UnitId unit = value::UnitId::kAbsent;
  Place where;
  Place content;
};

struct TargetCode {
  std::vector<Piece> pieces;
  bool is_whole = false;  ///< every row has an alternative: none is left to evaluate
};

struct Code {
  std::vector<CodeStep> steps;
  std::vector<TargetCode> targets;
  std::vector<Factors> factors;
  std::vector<Scale> scales;
  std::uint32_t masks = 0;  ///< scratch columns of each shape
  std::uint32_t numbers = 0;
  std::uint32_t texts = 0;
};

/// Keeps what the targets need, in an order that leaves few columns alive at a time.
Code schedule(const RecordedFlow& flow, const std::vector<Outcome>& targets);

}  // namespace partance::engine::batch
