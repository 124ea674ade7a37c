// A document as one line of JSON, for tests and fuzzers: "{"a":1,"b":["x",null]}".
//
// Numbers that JSON has no word for are written as JavaScript prints them; -0 keeps its sign.
#pragma once

#include <cmath>
#include <string>

#include "base/json.hpp"
#include "base/number_text.hpp"
#include "engine/syntax/document.hpp"

namespace partance::engine::syntax {

inline void write_json(const Document& document, NodeId id, base::JsonWriter& json) {
  switch (document.kind(id)) {
    case NodeKind::kNull:
      json.null();
      return;
    case NodeKind::kBoolean:
      json.value(document.boolean(id));
      return;
    case NodeKind::kNumber: {
      const double x = document.number(id);
      json.raw((x == 0 && std::signbit(x) ? "-" : "") + base::number_text(x));
      return;
    }
    case NodeKind::kText:
      json.value(document.text(id));
      return;
    case NodeKind::kSequence:
      json.begin_array();
      for (const NodeId item : document.items(id)) write_json(document, item, json);
      json.end_array();
      return;
    case NodeKind::kMapping:
      json.begin_object();
      for (const Document::Entry& entry : document.entries(id)) {
        json.key(document.key(entry));
        write_json(document, entry.value, json);
      }
      json.end_object();
      return;
  }
}

inline std::string json_of(const Document& document) {
  std::string out;
  base::JsonWriter json(out);
  write_json(document, document.root(), json);
  return out;
}

}  // namespace partance::engine::syntax
