// Looks for cuts between top-level statements.
#include "lang/pieces.h"

#include <algorithm>

namespace litmus {
namespace {

using Kind = Expr::Kind;

// Calls visit(expr) on every expression of a statement; true as soon as visit is.
template <typename Visit>
bool any_of(const Expr& e, const Visit& visit) {
  return visit(e) || std::any_of(e.operands.begin(), e.operands.end(),
                                 [&](const Expr& operand) { return any_of(operand, visit); });
}

template <typename Visit>
bool any_of(const Statement& s, const Visit& visit) {
  if (any_of(s.expr, visit)) return true;
  for (const auto* inner : {&s.init, &s.body, &s.step, &s.otherwise}) {
    for (const Statement& each : *inner) {
      if (any_of(each, visit)) return true;
    }
  }
  return false;
}

bool is_access(const Expr& e) { return e.kind >= Kind::Load && e.kind <= Kind::CompareExchange; }

bool is_lock(const Expr& e) { return e.kind == Kind::Lock || e.kind == Kind::Unlock; }

bool returns(const Statement& s) {
  if (s.kind == Statement::Kind::Return) return true;
  return std::any_of(s.body.begin(), s.body.end(), returns) ||
         std::any_of(s.otherwise.begin(), s.otherwise.end(), returns);
}

bool names(const Expr& e, int local) {
  return (e.kind == Kind::Register || e.kind == Kind::Assign) && e.index == local;
}

bool writes(const Expr& e, int local) {
  if (e.kind == Kind::Assign) return e.index == local;
  return e.kind == Kind::CompareExchange && e.operands[1].kind == Kind::Register &&
         e.operands[1].index == local;
}

// The statements that name a local which the thread writes may not be parted.
struct Bond {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::vector<Bond> bonds(const Thread& thread) {
  std::vector<Bond> result;
  for (int local = 0; local < static_cast<int>(thread.locals.size()); ++local) {
    Bond bond{.first = thread.body.size(), .last = 0};
    bool written = false;
    for (std::size_t i = 0; i < thread.body.size(); ++i) {
      const Statement& s = thread.body[i];
      if (!any_of(s, [=](const Expr& e) { return names(e, local); })) continue;
      bond.first = std::min(bond.first, i);
      bond.last = i;
      written = written || any_of(s, [=](const Expr& e) { return writes(e, local); });
    }
    if (written) result.push_back(bond);
  }
  return result;
}

bool is_whole(const Thread& thread) {
  return std::any_of(thread.body.begin(), thread.body.end(),
                     [](const Statement& s) { return returns(s) || any_of(s, is_lock); });
}

}  // namespace

std::vector<Piece> pieces(const Thread& thread) {
  const std::size_t end = thread.body.size();
  if (is_whole(thread)) return {{.first = 0, .last = end}};
  const std::vector<Bond> kept = bonds(thread);
  std::vector<Piece> result;
  std::size_t first = 0;
  bool has_access = false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!any_of(thread.body[i], is_access)) continue;
    const bool parts = std::any_of(kept.begin(), kept.end(), [=](const Bond& bond) {
      return bond.first < i && i <= bond.last;
    });
    if (has_access && !parts) {
      result.push_back({.first = first, .last = i});
      first = i;
    }
    has_access = true;
  }
  result.push_back({.first = first, .last = end});
  return result;
}

bool uses(const Thread& thread, const Piece& piece, int local) {
  const auto begin = thread.body.begin();
  return std::any_of(begin + static_cast<std::ptrdiff_t>(piece.first),
                     begin + static_cast<std::ptrdiff_t>(piece.last), [=](const Statement& s) {
                       return any_of(s, [=](const Expr& e) { return names(e, local); });
                     });
}

}  // namespace litmus
