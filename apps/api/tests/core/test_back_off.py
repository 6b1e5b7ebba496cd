from slipway_api.back_off import BackOff


def test_pauses_double_up_to_the_longest_and_begin_again_after_a_success() -> None:
    back_off = BackOff(0.1, 2.0)
    for longest in (0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0):
        assert longest / 2 <= back_off.next_pause() <= longest
    back_off.reset()
    assert back_off.next_pause() <= 0.1


def test_two_pods_do_not_come_back_in_step() -> None:
    one, other = BackOff(1.0, 30.0), BackOff(1.0, 30.0)
    assert [one.next_pause() for _ in range(5)] != [other.next_pause() for _ in range(5)]
