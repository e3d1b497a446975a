;; What the ways of a block are worth at prices of the things that they take, and the best way of each item.
;;
;; `npm run wasm` writes way-sums-module.ts from this; a test sees to it that the two are the same.
(module
  (memory (export "memory") 1)

  ;; value = worth - sum over things of price x amount, for each way.
  ;;
  ;; Places are in bytes. value, worth: f64 by way. price: f64 by thing. first: i32 by thing, and one more. taker, amount:
  ;; i32 and f64 by take.
  (func $sum
    (param $value i32) (param $worth i32) (param $ways i32)
    (param $price i32) (param $things i32)
    (param $first i32) (param $taker i32) (param $amount i32)
    (local $last i32) (local $take i32) (local $end i32) (local $at i32) (local $cost f64)

    (memory.copy (local.get $value) (local.get $worth) (i32.shl (local.get $ways) (i32.const 3)))
    (local.set $last (i32.add (local.get $price) (i32.shl (local.get $things) (i32.const 3))))
    (block $done
      (loop $next_thing
        (br_if $done (i32.ge_u (local.get $price) (local.get $last)))
        (local.set $cost (f64.load (local.get $price)))
        ;; What costs nothing, as nearly half of all things do, is passed over.
        (if (f64.ne (local.get $cost) (f64.const 0))
          (then
            (local.set $take (i32.load (local.get $first)))
            (local.set $end (i32.load offset=4 (local.get $first)))
            (block $taken
              (loop $next_take
                (br_if $taken (i32.ge_u (local.get $take) (local.get $end)))
                (local.set $at
                  (i32.add
                    (local.get $value)
                    (i32.shl
                      (i32.load
                        (i32.add (local.get $taker) (i32.shl (local.get $take) (i32.const 2))))
                      (i32.const 3))))
                (f64.store
                  (local.get $at)
                  (f64.sub
                    (f64.load (local.get $at))
                    (f64.mul
                      (local.get $cost)
                      (f64.load
                        (i32.add (local.get $amount) (i32.shl (local.get $take) (i32.const 3)))))))
                (local.set $take (i32.add (local.get $take) (i32.const 1)))
                (br $next_take)))))
        (local.set $price (i32.add (local.get $price) (i32.const 8)))
        (local.set $first (i32.add (local.get $first) (i32.const 4)))
        (br $next_thing))))

  ;; Sums up, and looks for the best way of each item that is open; answers what these are worth, added to `before`.
  ;;
  ;; firstOpen: i32 by item, and one more: where its ways begin. open: i32 by item, 0 where it is decided. top: i32 by item,
  ;; the way that was best before, and then is. most: f64 by item, what that is worth. changes: how many tops changed, then
  ;; for each the item and its old top, all i32.
  (func (export "best")
    (param $value i32) (param $worth i32) (param $ways i32)
    (param $price i32) (param $things i32)
    (param $first i32) (param $taker i32) (param $amount i32)
    (param $firstOpen i32) (param $open i32) (param $top i32) (param $most i32)
    (param $items i32) (param $changes i32) (param $before f64) (result f64)
    (local $d i32) (local $at i32) (local $end i32) (local $old i32) (local $best i32)
    (local $next i32) (local $own f64) (local $highest f64)

    (call $sum
      (local.get $value) (local.get $worth) (local.get $ways)
      (local.get $price) (local.get $things)
      (local.get $first) (local.get $taker) (local.get $amount))
    (local.set $next (i32.add (local.get $changes) (i32.const 4)))
    (block $done
      (loop $next_item
        (br_if $done (i32.ge_u (local.get $d) (local.get $items)))
        (if (i32.load (local.get $open))
          (then
            (local.set $old
              (i32.add (local.get $value) (i32.shl (i32.load (local.get $top)) (i32.const 3))))
            (local.set $best (local.get $old))
            (local.set $highest (f64.load (local.get $old)))
            (local.set $at
              (i32.add (local.get $value) (i32.shl (i32.load (local.get $firstOpen)) (i32.const 3))))
            (local.set $end
              (i32.add
                (local.get $value)
                (i32.shl (i32.load offset=4 (local.get $firstOpen)) (i32.const 3))))
            (block $looked
              (loop $next_way
                (br_if $looked (i32.ge_u (local.get $at) (local.get $end)))
                (local.set $own (f64.load (local.get $at)))
                (if (f64.gt (local.get $own) (local.get $highest))
                  (then
                    (local.set $highest (local.get $own))
                    (local.set $best (local.get $at))))
                (local.set $at (i32.add (local.get $at) (i32.const 8)))
                (br $next_way)))
            (f64.store (local.get $most) (local.get $highest))
            (local.set $before (f64.add (local.get $before) (local.get $highest)))
            (if (i32.ne (local.get $best) (local.get $old))
              (then
                (i32.store (local.get $next) (local.get $d))
                (i32.store offset=4 (local.get $next) (i32.load (local.get $top)))
                (local.set $next (i32.add (local.get $next) (i32.const 8)))
                (i32.store
                  (local.get $top)
                  (i32.shr_u (i32.sub (local.get $best) (local.get $value)) (i32.const 3)))))))
        (local.set $d (i32.add (local.get $d) (i32.const 1)))
        (local.set $firstOpen (i32.add (local.get $firstOpen) (i32.const 4)))
        (local.set $open (i32.add (local.get $open) (i32.const 4)))
        (local.set $top (i32.add (local.get $top) (i32.const 4)))
        (local.set $most (i32.add (local.get $most) (i32.const 8)))
        (br $next_item)))
    (i32.store
      (local.get $changes)
      (i32.shr_u
        (i32.sub (i32.sub (local.get $next) (local.get $changes)) (i32.const 4))
        (i32.const 3)))
    (local.get $before)))
