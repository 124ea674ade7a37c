// See flow.hpp.
#include "engine/batch/flow.hpp"

namespace partance::engine::batch {

FlowOperands operands_of(Operation operation) {
  switch (operation) {
    case Operation::kNever:
    case Operation::kAlways:
    case Operation::kNumber:
    case Operation::kText:
    case Operation::kNumberColumn:
    case Operation::kTextColumn:
    case Operation::kBooleanColumn:
    case Operation::kKnownRows:
    case Operation::kNotApplicableRows:
      return {0};
    case Operation::kNot:
    case Operation::kIsDay:
    case Operation::kIsPlainText:
    case Operation::kDayMilliseconds:
    case Operation::kLogarithm:
    case Operation::kRound:
    case Operation::kSettle:
    case Operation::kConvert:
    case Operation::kBracketOf:
    case Operation::kAmountOf:
    case Operation::kMarginalScale:
      return {1};
    case Operation::kSelectNumber:
    case Operation::kSelectText:
      return {3};
    default:
      return {2};
  }
}

Shape shape_of(Operation operation) {
  switch (operation) {
    case Operation::kText:
    case Operation::kTextColumn:
    case Operation::kSelectText:
    case Operation::kBracketOf:
      return Shape::kText;
    case Operation::kNumber:
    case Operation::kNumberColumn:
    case Operation::kAdd:
    case Operation::kSubtract:
    case Operation::kMultiply:
    case Operation::kDivide:
    case Operation::kFloorDivide:
    case Operation::kPower:
    case Operation::kLogarithm:
    case Operation::kRound:
    case Operation::kSettle:
    case Operation::kConvert:
    case Operation::kDayMilliseconds:
    case Operation::kDuration:
    case Operation::kAmountOf:
    case Operation::kMarginalScale:
    case Operation::kSelectNumber:
      return Shape::kNumber;
    default:
      return Shape::kMask;
  }
}

Shape operand_shape(Operation operation, std::size_t operand) {
  switch (operation) {
    case Operation::kTextEqual:
    case Operation::kTextLess:
    case Operation::kTextLessOrEqual:
    case Operation::kIsDay:
    case Operation::kIsPlainText:
    case Operation::kDayMilliseconds:
    case Operation::kDuration:
    case Operation::kAmountOf:
      return Shape::kText;
    case Operation::kAnd:
    case Operation::kAndNot:
    case Operation::kOr:
    case Operation::kNot:
      return Shape::kMask;
    case Operation::kSelectNumber:
      return operand == 0 ? Shape::kMask : Shape::kNumber;
    case Operation::kSelectText:
      return operand == 0 ? Shape::kMask : Shape::kText;
    default:
      return Shape::kNumber;
  }
}

}  // namespace partance::engine::batch
