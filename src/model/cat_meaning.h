// What names and expressions of a text stand for: nodes of the graph (cat_graph.h).
//
// Functions are put in where they are called, with the names they were defined among. Bounded
// throughout: depth, steps and nodes each have a limit that ends with a message.
//
// Tested by cat_test.cpp and malformed_test.cpp.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/cat_graph.h"
#include "model/cat_parser.h"

namespace litmus {

// A name and what it stands for. Scopes are linked from the inside out, so that a function keeps
// the names it was defined among.
struct CatScope {
  const CatScope* outer = nullptr;
  std::string_view name;
  int node = -1;                         // a set or relation, or
  const CatBinding* function = nullptr;  // a function,
  const CatScope* definition = nullptr;  // with the names it was defined among
  const CatSource* source = nullptr;     // and the text it stands in
};

class CatMeaning {
 public:
  explicit CatMeaning(CatGraph& graph);

  // From now on it is this text that is read; both outlive this object. Returns the one before.
  const CatSource* read(const CatSource* source);
  // This text is read next. The first is what comes with the language.
  void foresee(const CatText& text);

  // At the top of a text: what is defined stays defined.
  void define(const std::vector<CatBinding>& bindings);
  void define_recursively(const std::vector<CatBinding>& bindings);
  int node_of(const CatExpr& expr) { return expression(expr, top_); }

  Place place(Position at) const { return place_in(*source_, at); }
  [[noreturn]] void fail(Position at, std::string message, std::string hint = "") const;

 private:
  const CatScope* bind(const CatScope* outer, std::string_view name, int node);
  const CatScope* let(const std::vector<CatBinding>& bindings, const CatScope* scope);
  const CatScope* let_rec(const std::vector<CatBinding>& bindings, const CatScope* scope);

  int expression(const CatExpr& e, const CatScope* scope);
  int try_with(const CatExpr& e, const CatScope* scope);
  int complement(int node);
  int boolean(const CatExpr& e, const CatScope* scope);
  // Operands of an operator, `what`, that takes nothing else.
  int set(const CatExpr& e, const CatScope* scope, std::string_view what);
  int relation(const CatExpr& e, const CatScope* scope, std::string_view what);

  static const CatScope* find(std::string_view name, const CatScope* scope);
  int name(const CatExpr& e, const CatScope* scope);
  int apply(const CatExpr& e, const CatScope* scope);
  [[noreturn]] void arguments(const CatExpr& e, std::size_t wanted) const;
  bool is_defined_further_on(std::string_view name) const;
  [[noreturn]] void unbound(const CatExpr& e, const CatScope* scope) const;

  CatGraph& graph_;
  std::deque<CatScope> scopes_;
  const CatScope* top_ = nullptr;
  const CatScope* language_ = nullptr;  // the last name that comes with it
  const CatSource* source_ = nullptr;
  std::vector<const CatText*> texts_;  // that are read, for hints
  int depth_ = 0;
  int steps_ = 0;
  int trying_ = 0;  // how many `try` are around the expression at hand
};

}  // namespace litmus
